// Starts the service: reads the port from the environment and listens there. Given; nothing to do here.
import { createApp } from "./app.ts";

const port = Number(process.env.PORT);
createApp().listen(port, "127.0.0.1", (error) => {
  if (error) throw error; // the port is taken, say
  console.log(`Grandma's card menu listens on http://127.0.0.1:${port}`);
});
