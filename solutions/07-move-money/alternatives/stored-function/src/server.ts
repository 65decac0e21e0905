// Starts the service: settings, connections to PostgreSQL, listening, ending. Given; nothing to do here.
import { Pool } from "pg";
import { createApp } from "./app.ts";
import { loadConfig } from "./config.ts";

const { port, databaseUrl } = loadConfig(process.env);

const pool = new Pool({ connectionString: databaseUrl });
// A connection can be lost while nobody uses it. Without a listener, this error would end the process.
pool.on("error", (error) => console.error(`A connection to PostgreSQL was lost: ${error.message}`));

const server = createApp({ pool }).listen(port, "127.0.0.1", () => {
  console.log(`Grandma's ledger listens on http://127.0.0.1:${port}`);
});

// Running requests still get their answers; the connections to PostgreSQL end with the process.
process.on("SIGTERM", () => server.close(() => process.exit()));
