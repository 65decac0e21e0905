import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Only for tests: an engine on a socket (a named pipe on Windows) that answers what the test says. */
export interface FakeDocker extends AsyncDisposable {
  /** For DOCKER_HOST. */
  readonly uri: string;
  readonly path: string;
  /** "GET /version" and so on, in order; paths decoded. */
  readonly requests: readonly string[];
}

/** What to answer, by "METHOD /path" without the query: a value sent as JSON, or a function that does what it likes. */
export type FakeAnswers = Readonly<Record<string, unknown>>;
export type FakeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Unknown paths get the engine's 404. A DELETE that is known gets 204. */
export async function startFakeDocker(answers: FakeAnswers): Promise<FakeDocker> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://docker");
    const name = `${request.method} ${pathname}`;
    requests.push(`${request.method} ${decodeURIComponent(request.url ?? "")}`);
    const answer = answers[name];
    if (typeof answer === "function") return (answer as FakeHandler)(request, response);
    if (request.method === "DELETE" && name in answers) return response.writeHead(204).end();
    response.writeHead(name in answers ? 200 : 404, { "content-type": "application/json" });
    return response.end(JSON.stringify(name in answers ? answer : { message: "page not found" }));
  });
  const { path, uri } = testAddress();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    uri,
    path,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address that nobody else uses: short, because a socket's path may have 104 characters on macOS. */
export function testAddress(): { readonly path: string; readonly uri: string } {
  const name = `hood-${randomBytes(4).toString("hex")}`;
  if (process.platform === "win32") return { path: `//./pipe/${name}`, uri: `npipe:////./pipe/${name}` };
  const path = join(tmpdir(), `${name}.sock`);
  return { path, uri: `unix://${path}` };
}
