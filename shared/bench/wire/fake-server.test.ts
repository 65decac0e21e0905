import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { serialize } from "pg-protocol";
import { describe, expect, test } from "vitest";
import { openRelay, type Relay } from "./relay.ts";
import { writeError } from "./server-error.ts";

/** What no real server can be made to do at the right moment: a server whose every word the test writes. */
interface Conversationalist extends AsyncDisposable {
  readonly relay: Relay;
  /** A connection through the relay, opened with these bytes: the service's end and the server's. */
  connect(opening?: Buffer): Promise<{ readonly service: Socket; readonly server: Socket }>;
}

const startup = serialize.startup({ user: "grandma" });
const signedIn = Buffer.from("R\0\0\0\x08\0\0\0\0", "latin1");
const ready = Buffer.from("Z\0\0\0\x05I", "latin1");

const parsedAndBound = Buffer.from("1\0\0\0\x042\0\0\0\x04", "latin1");
const completed = Buffer.from("C\0\0\0\x0dSELECT 1\0", "latin1");

async function openFakeServer(): Promise<Conversationalist> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as { port: number };
  const relay = await openRelay({ host: "127.0.0.1", port });

  return {
    relay,
    async connect(opening = startup) {
      const arriving = once(listener, "connection");
      const service = connect({ port: relay.port, host: "127.0.0.1" }).on("error", () => {});
      service.write(opening);
      const [server] = (await arriving) as [Socket];
      await once(
        server.on("error", () => {}),
        "data",
      );
      return { service, server };
    },
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]();
      listener.close();
    },
  };
}

async function say(from: Socket, to: Socket, bytes: Buffer): Promise<string> {
  const heard = once(to, "data");
  from.write(bytes);
  return String((await heard)[0]);
}

describe("the relay", () => {
  test("lets a password in clear text and its answer through untouched", async () => {
    await using fake = await openFakeServer();
    const { service, server } = await fake.connect();
    const clearTextPassword = Buffer.from("R\0\0\0\x08\0\0\0\x03", "latin1");

    expect(await say(server, service, clearTextPassword)).toBe(clearTextPassword.toString());
    expect(fake.relay.held()).toBe(0);
    expect(await say(service, server, serialize.password("otter"))).toBe("p\0\0\0\x0aotter\0");
    await say(server, service, Buffer.concat([signedIn, ready]));

    expect(fake.relay.held()).toBe(1);
  });

  test("passes an error on together with the ReadyForQuery behind it: who knows of the error may ask for the state", async () => {
    await using fake = await openFakeServer();
    const { service, server } = await fake.connect();
    await say(server, service, Buffer.concat([signedIn, ready]));
    await say(service, server, serialize.query("nonsense"));
    const error = writeError({ code: "42601", message: "syntax error" });

    server.write(error);
    const other = await fake.connect();
    await say(other.server, other.service, Buffer.concat([signedIn, ready]));

    expect(await say(server, service, ready)).toBe(`${error}${ready}`);
  });

  test("passes an error on alone while the server waits for a Sync", async () => {
    await using fake = await openFakeServer();
    const { service, server } = await fake.connect();
    await say(server, service, Buffer.concat([signedIn, ready]));
    await say(service, server, Buffer.concat([serialize.parse({ text: "nonsense" }), serialize.flush()]));
    const error = writeError({ code: "42601", message: "syntax error" });

    expect(await say(server, service, error)).toBe(String(error));
  });

  test("takes the first ReadyForQuery for the end of start-up, even when a statement came along with the start-up packet", async () => {
    await using fake = await openFakeServer();
    const inOneWrite = Buffer.concat([serialize.requestSsl(), startup, serialize.query("select 1")]);
    const { service, server } = await fake.connect(inOneWrite);
    expect(String((await once(service, "data"))[0])).toBe("N");
    await fake.relay.waitForStatement(/select 1/);

    await say(server, service, Buffer.concat([signedIn, ready]));
    const outcome = fake.relay.statements[0]?.outcome;
    await say(server, service, Buffer.concat([completed, ready]));

    expect([outcome, fake.relay.statements[0]?.outcome]).toEqual(["pending", "ok"]);
  });

  test("loses an answer only when the server is ready again, for only then is the statement committed", async () => {
    await using fake = await openFakeServer();
    const { service, server } = await fake.connect();
    await say(server, service, Buffer.concat([signedIn, ready]));
    fake.relay.cutAfter();
    const statement = [serialize.parse({ text: "select 1" }), serialize.bind(), serialize.execute(), serialize.sync()];
    await say(service, server, Buffer.concat(statement));

    await say(server, service, Buffer.concat([parsedAndBound, completed]));
    const heldBefore = fake.relay.held();
    const closed = new Promise((resolve) => service.once("close", resolve));
    server.write(ready);
    await closed;

    expect([heldBefore, fake.relay.held()]).toEqual([1, 0]);
  });

  test("passes on the last words of a server that dies behind an error", async () => {
    await using fake = await openFakeServer();
    const { service, server } = await fake.connect();
    await say(server, service, Buffer.concat([signedIn, ready]));
    await say(service, server, serialize.query("select 1"));
    const error = writeError({ code: "XX000", message: "out of paper" });
    const [heard, closed] = [once(service, "data"), once(service, "close")];

    server.end(error);

    expect(String((await heard)[0])).toBe(String(error));
    await closed;
  });
});
