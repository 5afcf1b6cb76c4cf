import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the API saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What the API answers: a value is sent as JSON; `drop` closes the connection after the given number of bytes. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly body?: string | Buffer;
  readonly drop?: number;
}

/** Answers by `METHOD /path`. */
export type Routes = Readonly<Record<string, (request: SeenRequest) => Answer>>;

/** An API on this machine, for one test. */
export interface Api extends AsyncDisposable {
  readonly url: string;
  readonly requests: SeenRequest[];
}

/** Starts an API on a free port. A path without route is answered with 404. */
export async function startApi(routes: Routes): Promise<Api> {
  const requests: SeenRequest[] = [];
  const server = createServer((message, response) => {
    void readRequest(message).then((request) => {
      requests.push(request);
      const route = routes[`${request.method} ${request.path}`];
      send(response, route === undefined ? { status: 404, json: { error: "no such path" } } : route(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<SeenRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const url = new URL(message.url ?? "/", "http://localhost");
  return {
    method: message.method ?? "",
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: message.headers,
    body: Buffer.concat(pieces).toString("utf8"),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const body = answer.body ?? JSON.stringify(answer.json ?? {});
  const type = answer.body === undefined ? { "Content-Type": "application/json" } : {};
  const bytes = Buffer.from(body as string);
  response.writeHead(answer.status ?? 200, { ...type, "Content-Length": bytes.length, ...answer.headers });
  if (answer.drop === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, answer.drop), () => response.destroy());
}
