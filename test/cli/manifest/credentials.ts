import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import type { Parameters } from "./list-items.ts";

interface Asked {
  readonly path: string;
  readonly parameters: Parameters;
  readonly headers: IncomingMessage["headers"];
}

/** Gives out tokens and knows which still count. The first token of an OAuth login expires after a few requests. */
export class Credentials {
  readonly #expires: boolean;
  readonly #uses = new Map<string, number>();
  #tokens = 0;

  constructor(expires: boolean) {
    this.#expires = expires;
  }

  /** A new token or session. */
  issue({ path, headers }: Asked): Answer {
    if (path === "/validate") return { status: headers["x-legacy"] === "session-1" ? 200 : 401, json: {} };
    if (path === "/session") return { json: { id: "session-1" } };
    const token = `token-${(this.#tokens += 1)}`;
    this.#uses.set(token, 0);
    if (path === "/login") return { json: { session: { id: token } } };
    return { json: { access_token: token, refresh_token: `again-${this.#tokens}`, expires_in: 3600 } };
  }

  /** Whether a request shows what its scheme asks for. */
  accept(scheme: string, { parameters, headers }: Asked): boolean {
    const shown = headers.authorization ?? "";
    if (scheme === "key") return parameters["key"] === "k-123" || headers["x-key"] === "k-123";
    if (scheme === "basic") return shown === `Basic ${Buffer.from("me:k-123").toString("base64")}`;
    if (scheme === "bearer") return shown === "Bearer k-123";
    if (scheme === "tokens") return shown === "Bearer k-123" || shown === "Bearer other-k-123";
    if (scheme === "legacy") return headers["x-legacy"] === "session-1";
    if (scheme === "jwt") return isSigned(shown.replace("Bearer ", ""));
    return this.#isFresh(scheme === "session" ? String(headers["x-session"] ?? "") : shown.replace("Bearer ", ""));
  }

  #isFresh(token: string): boolean {
    const uses = this.#uses.get(token);
    if (uses === undefined) return false;
    this.#uses.set(token, uses + 1);
    return !this.#expires || uses < 2 || token !== "token-1";
  }
}

function isSigned(token: string): boolean {
  const [header = "", payload = "", signature] = token.split(".");
  return createHmac("sha256", "k-123").update(`${header}.${payload}`).digest("base64url") === signature;
}
