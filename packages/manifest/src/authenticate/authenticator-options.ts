import type { Engine } from "../stream/engine.ts";

/** What an authenticator needs beside its component. */
export interface AuthenticatorOptions {
  readonly engine: Engine;
  /** The stream it works for. */
  readonly name: string;
  /** The base URL of the requester it belongs to, as written. */
  readonly urlBase: string;
}
