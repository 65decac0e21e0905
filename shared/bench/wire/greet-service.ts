import type { Socket } from "node:net";
import { type FirstPacket, readFirstPacket } from "./first-packet.ts";
import { writeError } from "./server-error.ts";

export interface Greeting {
  start(packet: Extract<FirstPacket, { kind: "start" }>, rest: Buffer): void;
  cancel(packet: Buffer): void;
}

/**
 * Reads what a connection opens with, before there is anything to relay. Encryption is declined (we could not read it;
 * both ends are on this machine). A client that speaks another protocol gets an ErrorResponse and is closed.
 */
export function greetService(service: Socket, greeting: Greeting): void {
  let received = Buffer.alloc(0);

  const read = (bytes: Buffer): void => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const packet = readFirstPacket(received);
      if (packet.kind === "incomplete") return;
      if (packet.kind === "encryption-request") {
        received = received.subarray(packet.bytes.length);
        service.write("N");
        continue;
      }
      service.off("data", read);
      service.off("end", leave);
      if (packet.kind === "start") greeting.start(packet, received.subarray(packet.bytes.length));
      else if (packet.kind === "cancel") greeting.cancel(packet.bytes);
      else refuse();
      return;
    }
  };
  const refuse = (): void => {
    const message = "the relay expects a PostgreSQL client, protocol version 3";
    service.write(writeError({ code: "08P01", message }, "FATAL"));
    service.destroySoon();
  };
  const leave = (): void => service.destroySoon();

  service.on("data", read);
  service.on("end", leave);
}
