import { once } from "node:events";
import { Socket } from "node:net";
import { Client } from "pg";
import { MessageFramer, type Piece } from "./message-framer.ts";

/** A signed-in connection on which a test writes protocol messages by hand. */
export interface RawClient {
  readonly socket: Socket;
  send(...messages: readonly Buffer[]): void;
  /** The letters and bytes of the messages up to and including the next one with this letter. */
  until(letter: string): Promise<readonly Piece[]>;
}

/** Lets `pg` sign in, then takes the socket over. */
export async function openRawClient(connectionString: string): Promise<RawClient> {
  const socket = new Socket();
  const client = new Client({ connectionString, stream: () => socket });
  client.on("error", () => {});
  await client.connect();
  socket.removeAllListeners("data");

  const framer = new MessageFramer("");
  const received: Piece[] = [];
  socket.on("data", (bytes) => received.push(...framer.push(bytes)));

  return {
    socket,
    send: (...messages) => void socket.write(Buffer.concat(messages)),
    async until(letter) {
      for (;;) {
        const found = received.findIndex(({ type }) => type === letter);
        if (found !== -1) return received.splice(0, found + 1);
        await once(socket, "data", { signal: AbortSignal.timeout(4_000) });
      }
    },
  };
}

/** The letters of some messages, such as `"12CZ"`. */
export function letters(messages: readonly Piece[]): string {
  return messages.map(({ type }) => type).join("");
}
