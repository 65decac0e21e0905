// Starts the service: settings, connections to PostgreSQL, listening, ending. Given; nothing to do here.
import { Pool } from "pg";
import { createApp } from "./app.ts";
import { loadConfig } from "./config.ts";
import { createNetworks } from "./networks.ts";
import { createShareRepository } from "./share-repository.ts";
import { createShareService } from "./share-service.ts";

const config = loadConfig(process.env);

const pool = new Pool({ connectionString: config.DATABASE_URL });
// A connection can be lost while nobody uses it. Without a listener, this error would end the process.
pool.on("error", (error) => console.error(`A connection to PostgreSQL was lost: ${error.message}`));

const shares = createShareRepository(pool);
const service = createShareService({
  shares,
  networks: createNetworks(config),
  timeoutMs: config.SHARE_TIMEOUT_MS,
});

const server = createApp({ shares, service }).listen(config.PORT, "127.0.0.1", () => {
  console.log(`Grandma's share button listens on http://127.0.0.1:${config.PORT}`);
});

// Running requests still get their answers; the connections to PostgreSQL end with the process.
process.on("SIGTERM", () => server.close(() => process.exit()));
