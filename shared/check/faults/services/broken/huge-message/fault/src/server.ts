throw new TypeError(`${"otter".repeat(50_000)} is not a function`);
