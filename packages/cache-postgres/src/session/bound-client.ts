import type { EventEmitter } from "node:events";
import { Client } from "pg";

/** What the driver keeps of its connection: it emits the server's messages by name. */
interface DriverConnection extends EventEmitter {
  readonly stream: { destroy(): void };
}

/**
 * A client for `channel_binding=require`: it gives its password to nobody, and takes nobody's word, but by SCRAM that is bound to the
 * encrypted channel. The driver itself binds where a server offers it, and is content where none does.
 */
export class BoundClient extends Client {
  override connect(): Promise<Client>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<Client> | void {
    const connecting = callback === undefined ? super.connect() : super.connect(callback);
    // The driver listens by now, and nothing has come yet.
    this.#refuseUnbound((this as unknown as { readonly connection: DriverConnection }).connection);
    return connecting;
  }

  #refuseUnbound(connection: DriverConnection): void {
    let isBound = false;
    const refuse = (): void => {
      connection.removeAllListeners("readyForQuery");
      connection.emit("error", new Error("SSL: channel_binding=require, and the server does not bind its channel."));
      connection.stream.destroy();
    };
    for (const password of ["authenticationCleartextPassword", "authenticationMD5Password"])
      connection.removeAllListeners(password).on(password, refuse);
    const [answer] = connection.listeners("authenticationSASL") as ((message: SaslMessage) => void)[];
    connection.removeAllListeners("authenticationSASL").on("authenticationSASL", (message: SaslMessage) => {
      if (message.mechanisms.includes("SCRAM-SHA-256-PLUS")) answer?.(message);
      else refuse();
    });
    connection.once("authenticationSASLFinal", () => (isBound = true));
    connection.once("authenticationOk", () => {
      if (!isBound) refuse();
    });
  }
}

type ConnectCallback = ((error: Error) => void) | ((error: null, client: Client) => void);

interface SaslMessage {
  readonly mechanisms: readonly string[];
}
