throw new Error("the shelf is empty");
