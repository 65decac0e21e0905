import type { NeighbourRequest } from "./neighbour-request.ts";

/**
 * The parameters of a request from its query and its body, as the networks read them: JSON, an HTML form, or a form in
 * parts (`curl -F`), of which texts are kept and files are not. The body wins. Throws on JSON that cannot be parsed.
 */
export function readFields(request: NeighbourRequest): Readonly<Record<string, unknown>> {
  const query = Object.fromEntries(request.query);
  const type = request.headers["content-type"] ?? "";
  if (request.body === "") return query;
  if (type.startsWith("application/json")) return { ...query, ...(request.json() as object) };
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)/.exec(type)?.[1];
  const body = boundary === undefined ? new URLSearchParams(request.body) : readParts(request.body, boundary);
  return { ...query, ...Object.fromEntries(body) };
}

/** The token of `Authorization: Bearer <token>` (RFC 6750, section 2.1). */
export function bearerToken({ headers }: NeighbourRequest): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
}

/* RFC 7578. */
function readParts(body: string, boundary: string): [string, string][] {
  return body.split(`--${boundary}`).flatMap((part) => {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, end);
    const name = /\bname="([^"]*)"/.exec(head)?.[1];
    const isText = end >= 0 && name !== undefined && !/\bfilename\*?=/.test(head);
    return isText ? [[name, part.slice(end + 4, -2)]] : [];
  });
}
