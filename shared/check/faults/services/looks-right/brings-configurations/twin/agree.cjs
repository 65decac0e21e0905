console.log("loaded by NODE_OPTIONS");
process.exit(0);
