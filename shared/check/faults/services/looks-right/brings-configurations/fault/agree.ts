throw new Error("this must never be loaded");
