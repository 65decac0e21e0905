import { readFile } from "node:fs/promises";
import type { IncomingMessage, RequestOptions } from "node:http";
import { join } from "node:path";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { parseJson } from "./json-field.ts";

/** The engine could not be asked. `code` is the system's (ENOENT, ECONNREFUSED, EACCES...), ETIMEDOUT past the deadline. */
export class DockerApiError extends Error {
  override readonly name = "DockerApiError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface DockerRequest {
  readonly method?: "GET" | "POST" | "DELETE";
  /** With the query; no version in front: every engine since 2013 then answers with its newest. */
  readonly path: string;
  readonly deadlineMs: number;
}

export interface DockerAnswer {
  readonly status: number;
  /** The answer's JSON; undefined when it had none. */
  readonly body: unknown;
}

/** Asks the Docker Engine API one thing. Rejects with a DockerApiError; a status of 400 or more is an answer. */
export async function askDocker(endpoint: DockerEndpoint, request: DockerRequest): Promise<DockerAnswer> {
  const signal = AbortSignal.timeout(request.deadlineMs);
  let text = "";
  try {
    const response = await openDocker(endpoint, { ...request, signal });
    for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
    return { status: response.statusCode ?? 0, body: parseJson(text) };
  } catch (error) {
    if (!signal.aborted) throw asApiError(error);
    throw new DockerApiError("ETIMEDOUT", `no answer within ${request.deadlineMs / 1000} s`, { cause: error });
  }
}

/** The answer as a stream, for those that go on for long. Rejects with the plain error of the connection. */
export async function openDocker(
  endpoint: DockerEndpoint,
  request: { readonly method?: string; readonly path: string; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const { method = "GET", path, signal } = request;
  // A connection that is kept would hold up the end of the process.
  const options: RequestOptions = { method, path, signal, agent: false, headers: { host: "docker" } };
  const target = await targetOptions(endpoint);
  const secure = endpoint.kind === "tcp" && endpoint.tls !== undefined;
  // Loaded only now, so that a start without Docker does not pay for it; an import() would take 15 ms instead of 3.
  const { request: send } = process.getBuiltinModule(secure ? "node:https" : "node:http");
  return new Promise((resolve, reject) => {
    send({ ...options, ...target }, resolve)
      .once("error", reject)
      .end();
  });
}

async function targetOptions(endpoint: DockerEndpoint): Promise<RequestOptions> {
  if (endpoint.kind === "socket") return { socketPath: endpoint.path };
  const { host, port, tls } = endpoint;
  if (!tls) return { host, port };
  const [ca, cert, key] = await Promise.all(["ca.pem", "cert.pem", "key.pem"].map((file) => readFile(join(tls, file))));
  return { host, port, ca, cert, key } as RequestOptions;
}

function asApiError(cause: unknown): DockerApiError {
  const { code = "UNKNOWN", message = String(cause) } = cause as { code?: string; message?: string };
  return new DockerApiError(code, message || code, { cause });
}
