import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** What a proxy does when a statement comes by: before the server sees it, or when the server has answered. */
export interface ProxyBreak {
  readonly statement: RegExp;
  readonly moment: "before" | "during" | "answered";
  /** Done once; then both sides of the connection are cut. */
  readonly action: () => Promise<void>;
  /** The client's side ends by a reset (RST), not in an orderly way. */
  readonly isReset?: boolean;
}

/** Stands between a client and a server, passes everything on, and breaks the connection where a test wants it. */
export class PostgresProxy implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #break: ProxyBreak | undefined;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Listens on a free port, for a server at another. */
  static async start(upstream: number): Promise<PostgresProxy> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const proxy = new PostgresProxy(server, typeof address === "object" && address !== null ? address.port : 0);
    server.on("connection", (client) => proxy.#serve(client, connect(upstream, "127.0.0.1")));
    return proxy;
  }

  /** Breaks the connection at the next such statement. */
  breakAt(wish: ProxyBreak): void {
    this.#break = wish;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #serve(client: Socket, server: Socket): void {
    let broken: ProxyBreak | undefined;
    let isCut = false;
    const cut = async (): Promise<void> => {
      if (isCut) return;
      isCut = true;
      await broken?.action();
      if (broken?.isReset === true) client.resetAndDestroy();
      else client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true).on("error", () => undefined);
      socket.on("close", () => this.#sockets.delete(socket));
    }
    client.on("data", (bytes) => {
      if (this.#break?.statement.test(bytes.toString("latin1")) === true) {
        broken = this.#break;
        this.#break = undefined;
        if (broken.moment === "before") return void cut();
        if (broken.moment === "during") void cut();
      }
      if (broken === undefined || broken.moment !== "before") server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (broken === undefined) client.write(bytes);
      else if (broken.moment === "answered") void cut();
    });
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
  }
}
