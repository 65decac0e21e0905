throw new Error("not this one");
