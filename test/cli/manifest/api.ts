import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Answer, sendAnswer } from "./answer.ts";
import { Credentials } from "./credentials.ts";
import { type Fault, faultOf } from "./fault.ts";
import { listItems, type Parameters } from "./list-items.ts";
import { zipOf } from "./zip-of.ts";

/** A request with its parameters, wherever they stood: query, headers (`x-…`), form or JSON body. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly parameters: Parameters;
  readonly headers: IncomingMessage["headers"];
}

/** The API of all manifests beside this file, on this machine. */
export interface Api {
  readonly url: string;
  /** How often each fault was made. */
  readonly faults: ReadonlyMap<Fault, number>;
  close(): void;
}

/** Starts the API. With faults, some requests are rate limited, fail, are cut off or answered slowly when they come for the first time. */
export async function startApi({ withFaults }: { readonly withFaults: boolean }): Promise<Api> {
  const seen = new Map<string, number>();
  const faults = new Map<Fault, number>();
  const state: ApiState = { url: "", credentials: new Credentials(withFaults), seen: new Map(), jobs: new Map() };
  const server = createServer((message, response) => {
    void readRequest(message).then((asked) => {
      const key = `${asked.method} ${asked.path} ${JSON.stringify(asked.parameters)}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      const fault = withFaults && times === 1 ? faultOf(key) : undefined;
      if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
      sendAnswer(response, () => answer(asked, state), fault);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: state.url,
    faults,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface ApiState {
  url: string;
  readonly credentials: Credentials;
  /** How often a path was asked for that counts. */
  readonly seen: Map<string, number>;
  /** Polls by job. */
  readonly jobs: Map<string, number>;
}

type Route = (asked: Asked, state: ApiState, ...parts: string[]) => Answer;

const routes: readonly (readonly [pattern: RegExp, route: Route])[] = [
  [/^\/list\/\w+$/u, ({ parameters }, { url }) => listPage(parameters, url)],
  [/^\/owners\/(\w+)\/list\/\w+$/u, ({ parameters }, { url }, owner = "") => listPage({ ...parameters, owner }, url)],
  [/^\/(?:token|login|session|validate)$/u, (asked, { credentials }) => credentials.issue(asked)],
  [
    /^\/auth\/(\w+)\/list\/\w+$/u,
    (asked, { credentials, url }, scheme = "") =>
      credentials.accept(scheme, asked) ? listPage(asked.parameters, url) : { status: 401, json: { error: "expired" } },
  ],
  [/^\/format\/(\w+)$/u, ({ parameters }, _state, format = "") => formats[format]?.(parameters) ?? { status: 404 }],
  [/^\/strict\/(\w+)$/u, refuseAtFirst],
  [/^\/jobs$/u, ({ parameters }) => ({ json: { id: `job-${parameters["group"] ?? "all"}`, state: "queued" } })],
  [/^\/jobs\/([\w-]+)$/u, pollJob],
  [
    /^\/jobs\/([\w-]+)\/(?:urls|delete|abort)$/u,
    (_asked, { url }, id = "") => ({ json: { urls: [1, 2].map((part) => `${url}/files/${id}?part=${part}`) } }),
  ],
  [
    /^\/files\/job-(\w+)$/u,
    ({ parameters }, _state, group = "") => ({
      body: csvOf(listItems({ group, size: "6", page: String(Number(parameters["part"]) - 1) }).items, ","),
    }),
  ],
  [
    /^\/tables$/u,
    () => ({
      json: [
        { id: "cats", size: 4 },
        { id: "dogs", size: 5 },
      ],
    }),
  ],
  [/^\/lines\/(\d+)$/u, (_asked, _state, cart = "") => ({ json: linesOfCart(Number(cart), ["x", "y", "z"]) })],
  [/^\/quota$/u, ({ headers }) => ({ json: { calls: quotaOf(headers.authorization ?? "") } })],
  [
    /^\/fields$/u,
    () => ({
      json: {
        fields: [
          { name: "id", type: "int" },
          { name: "name", type: "text" },
          { name: "AT", type: "text" },
          { name: "tags", type: "words" },
        ],
      },
    }),
  ],
  [/^\/properties$/u, () => ({ json: [{ key: "id" }, { key: "at" }, { key: "group" }, { key: "size" }] })],
];

function answer(asked: Asked, state: ApiState): Answer {
  for (const [pattern, route] of routes) {
    const match = pattern.exec(asked.path);
    if (match !== null) return route(asked, state, ...match.slice(1));
  }
  return { status: 404, json: { error: `no ${asked.path}` } };
}

function listPage(parameters: Parameters, url: string): Answer {
  const { items, next, link } = listItems(parameters);
  const headers = link === undefined ? {} : { Link: `<${url}/list/linked?${link}>; rel="next"` };
  return { json: { items, next: next ?? null }, headers };
}

/** Refuses what an error handler of its manifest answers with something else than the same request again. */
function refuseAtFirst({ path, parameters }: Asked, state: ApiState, kind = ""): Answer {
  const times = (state.seen.get(path) ?? 0) + 1;
  state.seen.set(path, times);
  if (kind === "reset" && times === 2) return { status: 409, json: { error: "list changed" } };
  if (kind === "reduced" && Number(parameters["size"]) > 4) return { status: 413, json: { error: "too large" } };
  const days = Date.parse(parameters["until"] ?? "") - Date.parse(parameters["since"] ?? "");
  if (kind === "window" && days > 86_400_000 * 3) return { status: 422, json: { error: "window too large" } };
  if (kind === "limit" && times === 1) return { status: 400, json: { code: "slow_down", wait: 0.1 } };
  if (kind === "ignored") return { status: 404, json: { code: "gone" } };
  return listPage(parameters, state.url);
}

function pollJob(_asked: Asked, { jobs }: ApiState, id = ""): Answer {
  const polls = (jobs.get(id) ?? 0) + 1;
  jobs.set(id, polls);
  if (id.endsWith("b") && polls === 1) return { json: { id, state: "broken" } };
  return { json: { id, state: id.endsWith("c") ? "nothing" : polls < 2 ? "queued" : "done" } };
}

const formats: Readonly<Record<string, (parameters: Parameters) => Answer>> = {
  csv: (parameters) => ({ body: csvOf(listItems(parameters).items, ";") }),
  jsonl: (parameters) => ({ body: linesOf(listItems(parameters).items) }),
  gzip: (parameters) => ({ body: gzipSync(linesOf(listItems(parameters).items)) }),
  zip: (parameters) => ({ body: zipOf("items.json", JSON.stringify(listItems(parameters).items)) }),
  items: (parameters) => ({ body: JSON.stringify({ data: { rows: listItems(parameters).items } }) }),
  texts: (parameters) => ({
    body: listItems(parameters)
      .items.map(({ name }) => name)
      .join("\n"),
  }),
  xml: (parameters) => ({
    body: `<list>${listItems(parameters)
      .items.map(({ id, name }) => `<item><id>${id}</id><name>${name}</name></item>`)
      .join("")}</list>`,
  }),
  nested: (parameters) => ({
    json: {
      carts: listItems(parameters).items.map(({ id, name, tags }) => ({
        id,
        name,
        lines: linesOfCart(Number(id), (tags as string[]).slice(0, 2)),
        more_lines: (tags as string[]).length > 2,
      })),
      more: [{ id: 900, name: "more" }],
    },
  }),
};

/** The first token has two calls for now, the other one many. */
function quotaOf(token: string): object {
  return { left: token.includes("other") ? 1000 : 2, reset: Math.round(Date.now() / 1000) + 3600 };
}

/** What a cart holds: a line for each tag. */
function linesOfCart(cart: number, tags: readonly string[]): readonly object[] {
  return tags.map((tag, at) => ({ id: cart * 10 + at, tag }));
}

const linesOf = (items: readonly object[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join("");

function csvOf(items: readonly Readonly<Record<string, unknown>>[], separator: string): string {
  return [
    "id,name,at".replaceAll(",", separator),
    ...items.map(({ id, name, at }) => [id, name, at].join(separator)),
  ].join("\n");
}

async function readRequest(message: IncomingMessage): Promise<Asked> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces).toString("utf8");
  const url = new URL(message.url ?? "/", "http://localhost");
  const fromHeaders = Object.entries(message.headers).filter(([name]) => /^x-(?:size|offset|page)$/u.test(name));
  return {
    method: message.method ?? "",
    path: decodeURIComponent(url.pathname),
    headers: message.headers,
    parameters: {
      ...Object.fromEntries(url.searchParams),
      ...Object.fromEntries(fromHeaders.map(([name, value]) => [name.slice(2), String(value)])),
      ...readBody(body, message.headers["content-type"] ?? ""),
    },
  };
}

function readBody(body: string, type: string): Parameters {
  if (body === "") return {};
  if (type.includes("form")) return Object.fromEntries(new URLSearchParams(body));
  if (!type.includes("json")) return { text: body };
  const { paging = {}, ...rest } = JSON.parse(body) as { paging?: object };
  return Object.fromEntries(Object.entries({ ...rest, ...paging }).map(([key, value]) => [key, String(value)]));
}
