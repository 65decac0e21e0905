import { createServer } from "node:http";

/** A service that says when it was asked something for the first time; the tests' machine hears it. */
export interface SignallingService extends AsyncDisposable {
  readonly source: string;
  /** Resolves when a test has asked it, so that something can be done in mid-run. */
  readonly asked: Promise<void>;
  /** Lets it answer, now and from now on. */
  goOn(): void;
}

/** From its first request on it loops for ever. */
export const loopingService = (): Promise<SignallingService> =>
  signalling(
    (sign) => `import { createServer } from "node:http";

createServer(async () => {
  await fetch("${sign}/at-once");
  for (;;);
}).listen(Number(process.env.PORT), "127.0.0.1");
`,
  );

/** Like the right one, but it answers nothing until it may. */
export const heldService = (right: string): Promise<SignallingService> =>
  signalling(
    (sign) => `${right}
const { Server } = await import("node:http");
const emit = Server.prototype.emit;
Server.prototype.emit = function (name, ...rest) {
  if (name !== "request") return emit.call(this, name, ...rest);
  void fetch("${sign}/held").then(() => emit.call(this, name, ...rest));
  return true;
};
`,
  );

async function signalling(source: (sign: string) => string): Promise<SignallingService> {
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const listener = createServer(async (request, response) => {
    asked.resolve();
    if (request.url === "/held") await held.promise;
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as { port: number };
  return {
    source: source(`http://127.0.0.1:${port}`),
    asked: asked.promise,
    goOn: () => held.resolve(),
    async [Symbol.asyncDispose]() {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
