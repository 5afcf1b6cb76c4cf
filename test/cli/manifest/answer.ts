import type { ServerResponse } from "node:http";
import type { Fault } from "./fault.ts";

/** What the API answers: a value as JSON, or a body as it is. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | Buffer;
}

/** Sends an answer, or what a fault makes of it. A request that is refused is not carried out. */
export function sendAnswer(response: ServerResponse, carryOut: () => Answer, fault: Fault | undefined): void {
  if (fault === "rate-limit") return void response.writeHead(429, { "Retry-After": "0.1" }).end("slow down");
  if (fault === "failure") return void response.writeHead(503, { "Retry-After": "0.1" }).end("<html>busy</html>");
  if (fault === "closed") return void response.destroy();
  const answer = carryOut();
  const bytes = Buffer.from((answer.body ?? JSON.stringify(answer.json ?? {})) as string);
  const type = answer.body === undefined ? { "Content-Type": "application/json" } : {};
  response.writeHead(answer.status ?? 200, { ...type, "Content-Length": bytes.length, ...answer.headers });
  if (fault === "broken") response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else if (fault === "slow") sendSlowly(response, bytes);
  else response.end(bytes);
}

/** In ten pieces, some milliseconds after each other. */
function sendSlowly(response: ServerResponse, bytes: Buffer): void {
  const size = Math.ceil(bytes.length / 10);
  let at = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(at, at + size));
    at += size;
    if (at < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, 5);
}
