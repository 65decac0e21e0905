import { once } from "node:events";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";

const host = "127.0.0.1";

/** A server's place on loopback: it can stop listening there and come back to the same port. */
export class LoopbackPort {
  readonly #server: Server;
  #port: number;
  #keeper: Socket | undefined;

  /** Port 0: the system chooses one. */
  constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  get url(): string {
    return `http://${host}:${this.#port}`;
  }

  /** Listens; rejects when the port cannot be had. */
  async open(): Promise<void> {
    if (this.#server.listening) return;
    this.#keeper?.resetAndDestroy();
    this.#keeper = undefined;
    this.#server.listen(this.#port, host);
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** From now on connections are refused. Resolves when nobody is connected any more: resetting them is up to the caller. */
  async refuse(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = this.#stop();
    await this.#keep();
    await closed;
  }

  async close(): Promise<void> {
    this.#keeper?.resetAndDestroy();
    this.#keeper = undefined;
    await this.#stop();
  }

  #stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve()); // its only error is "was not listening"
    });
  }

  /*
   * A port that nobody listens on is anybody's: the system would soon give it to another test's server or to an outgoing
   * connection. A socket that is bound to it and connected to itself (TCP's simultaneous open) occupies the port without
   * listening. Where a system refuses that, the port is merely unguarded for as long as the neighbour is down.
   */
  async #keep(): Promise<void> {
    const place = { host, port: this.#port };
    const keeper = connect({ ...place, localAddress: host, localPort: this.#port });
    this.#keeper = keeper;
    await new Promise<void>((resolve) => {
      keeper.once("connect", resolve).once("close", () => resolve());
      keeper.on("error", () => undefined);
    });
  }
}
