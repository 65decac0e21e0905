const error = new Error("the shelf is empty");
error.stack += "\n    at otter (river.ts:1:1)".repeat(100_000);
throw error;
