"use strict";
/* Read first of all by hood.cjs: whoever started a command may be gone before the rest of it is loaded. */
module.exports = { parent: process.ppid };
