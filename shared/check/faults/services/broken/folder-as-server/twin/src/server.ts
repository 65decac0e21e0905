import "./app/index.ts";
