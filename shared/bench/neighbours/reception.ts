import type { IncomingMessage, ServerResponse } from "node:http";
import { actOut, type Scene, send } from "./act-out.ts";
import type { CallLog } from "./call-log.ts";
import type { Connections, Visit } from "./connections.ts";
import type { Moods } from "./mood.ts";
import type { NeighbourDefinition } from "./neighbour-definition.ts";
import { bodyLimit, readBody, readHead, toRequest } from "./neighbour-request.ts";

interface House<Call, State> {
  readonly definition: NeighbourDefinition<Call, State>;
  readonly state: State;
  readonly log: CallLog<Call>;
  readonly moods: Moods;
  readonly connections: Connections;
}

/** Hears, records and treats one call, from its first header to its end. Never rejects, whatever the caller does. */
export async function receive<Call, State>(
  house: House<Call, State>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { log, moods, connections } = house;
  const { socket } = request;
  // What a caller breaks is told by the end of its connection.
  request.on("error", () => undefined);
  response.on("error", () => undefined);
  if (log.isFull) return connections.cut(socket);

  const mood = moods.next();
  const { method, target, headers } = readHead(request);
  const record = log.start({ mood: mood.kind, method, path: target, headers });
  const gone = new AbortController();
  const visit: Visit = {
    leave: (outcome) => {
      log.settle(record, outcome);
      gone.abort();
    },
  };
  connections.begin(socket, visit);
  response.once("finish", () => {
    record.status = response.statusCode;
    connections.end(socket, visit);
    visit.leave("answered");
  });

  const body = await readBody(request).catch(() => undefined);
  if (!body || gone.signal.aborted) return; // the end of its connection has settled the call
  const heard = read(house.definition, body.size, () => toRequest(method, target, headers, body.text));
  log.receive(record, { body: body.text, ...heard });
  const scene: Scene = {
    response,
    answer: async () => {
      if (heard.unreadable !== undefined) return { status: 400, json: { error: heard.unreadable } };
      return house.definition.answer(heard.call, house.state);
    },
    sendRaw: (bytes) => {
      log.settle(record, "answered");
      socket.end(bytes, "latin1");
    },
    cut: () => connections.cut(socket),
    gone: gone.signal,
  };
  try {
    await actOut(mood, scene);
  } catch (error) {
    // The definition's own fault. An impossible answer is refused before its first byte, so this can still be said.
    record.trouble = messageOf(error);
    const message = `The neighbour "${house.definition.name}" is broken: ${record.trouble}`;
    send(scene, { status: 500, json: { error: message } });
  }
  if (response.headersSent) record.status = response.statusCode;
}

type Heard<Call> =
  | { readonly call: Call; readonly unreadable: undefined }
  | { readonly call: undefined; readonly unreadable: string };

function read<Call, State>(
  definition: NeighbourDefinition<Call, State>,
  size: number,
  request: () => Parameters<typeof definition.read>[0],
): Heard<Call> {
  if (size > bodyLimit) return { call: undefined, unreadable: `the body has ${size} bytes, more than ${bodyLimit}` };
  try {
    return { call: definition.read(request()), unreadable: undefined };
  } catch (error) {
    return { call: undefined, unreadable: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
