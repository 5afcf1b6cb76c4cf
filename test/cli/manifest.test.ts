import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const to = ["--to", "duckdb:./data.duckdb", "--json"];

inFolder(
  "a manifest is synced through every trouble an API can make; nothing is lost or doubled",
  { timeout: 300_000 },
  async ({ folder }) => {
    const api = await startTroubledApi();
    try {
      await writeFile(join(folder, "manifest.yaml"), manifest(api.url));
      await writeFile(join(folder, "config.json"), JSON.stringify({ secret: "s3cret-value" }));
      const sync = ["sync", "./manifest.yaml", "--config", "config.json", ...to];
      const first = await runAirdock(folder, sync);
      expect(JSON.parse(first.stdout)).toMatchObject({
        outcome: "partial",
        streams: [
          { name: "orders", outcome: "failed" },
          { name: "lines", outcome: "ok" },
        ],
      });
      expect(first.status).toBe(6);
      expect(first.stdout + first.stderr).not.toContain("s3cret-value");
      api.heal();
      const second = await runAirdock(folder, sync);
      expect([second.status, JSON.parse(second.stdout).outcome]).toEqual([0, "ok"]);
      const count = async (table: string): Promise<unknown> => {
        const sql = `select count(*)::int as n, count(distinct id)::int as ids from manifest.${table}`;
        return JSON.parse(
          (await runAirdock(folder, ["query", sql, "--from", "duckdb:./data.duckdb", "--format", "json"])).stdout,
        )[0];
      };
      expect(await count("orders")).toEqual({ n: 60, ids: 60 });
      expect(await count("lines")).toEqual({ n: 20, ids: 20 });
    } finally {
      api.close();
    }
  },
);

interface TroubledApi {
  readonly url: string;
  /** From now on every answer is right. */
  heal(): void;
  close(): void;
}

/** Answers right in the end, but rate limits, fails, breaks off and forgets tokens before; the last day fails for good until it is healed. */
async function startTroubledApi(): Promise<TroubledApi> {
  let [healed, count] = [false, 0];
  const tokens = new Set<string>();
  const asked = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const times = (asked.get(url.href) ?? 0) + 1;
    asked.set(url.href, times);
    const json = (value: unknown, status = 200): void =>
      void response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
    if (url.pathname === "/token") {
      const token = `token-${(count += 1)}`;
      tokens.add(`Bearer ${token}`);
      return json({ access_token: token, expires_in: 3600 });
    }
    const shown = request.headers.authorization ?? "";
    if (!tokens.has(shown)) return json({ error: "expired" }, 401);
    const day = url.searchParams.get("day") ?? "";
    const page = Number(url.searchParams.get("page") ?? "0");
    if (!healed && day === "2024-01-03") return json({ error: "broken for now" }, 400);
    if (!healed && times === 1 && page === 1) {
      if (day === "2024-01-01") return void response.writeHead(429, { "Retry-After": "0.2" }).end();
      if (day === "2024-01-02") return void request.socket.destroy();
      tokens.delete(shown);
      return json({ error: "the token was withdrawn" }, 401);
    }
    const kind = url.pathname.slice(1);
    const first = (Number(day.slice(-2) || "1") - 1) * 20 + page * 10;
    if (page > 1) return json({ items: [] });
    const items = Array.from({ length: 10 }, (_item, index) => ({ id: first + index, at: day || "2024-01-01" }));
    if (!healed && times === 1 && kind === "lines") {
      response.writeHead(200, { "Content-Length": "1000" });
      return void response.write(JSON.stringify(items), () => response.destroy());
    }
    json({ items });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heal: () => void (healed = true),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function manifest(url: string): string {
  return `version: 6.0.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [lines] }
definitions:
  requester:
    type: HttpRequester
    url_base: ${url}
    http_method: GET
    authenticator:
      type: OAuthAuthenticator
      client_id: me
      client_secret: "{{ config['secret'] }}"
      refresh_token: again
      token_refresh_endpoint: ${url}/token
    error_handler:
      type: DefaultErrorHandler
      response_filters: [{ type: HttpResponseFilter, http_codes: [401], action: REFRESH_TOKEN_THEN_RETRY }]
      backoff_strategies: [{ type: WaitTimeFromHeader, header: Retry-After }]
  selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [items] } }
  paginator:
    type: DefaultPaginator
    pagination_strategy: { type: PageIncrement }
    page_token_option: { type: RequestOption, inject_into: request_parameter, field_name: page }
  schema:
    type: InlineSchemaLoader
    schema: { type: object, properties: { id: { type: integer }, at: { type: string, format: date } } }
streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id
    schema_loader: { $ref: "#/definitions/schema" }
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: at
      datetime_format: "%Y-%m-%d"
      start_datetime: "2024-01-01"
      end_datetime: "2024-01-04"
      step: P1D
      cursor_granularity: P1D
      start_time_option: { type: RequestOption, inject_into: request_parameter, field_name: day }
    retriever:
      type: SimpleRetriever
      requester: { $ref: "#/definitions/requester", path: orders }
      record_selector: { $ref: "#/definitions/selector" }
      paginator: { $ref: "#/definitions/paginator" }
  - type: DeclarativeStream
    name: lines
    primary_key: id
    schema_loader: { $ref: "#/definitions/schema" }
    retriever:
      type: SimpleRetriever
      requester: { $ref: "#/definitions/requester", path: lines }
      record_selector: { $ref: "#/definitions/selector" }
      paginator: { $ref: "#/definitions/paginator" }
spec:
  type: Spec
  connection_specification:
    type: object
    properties: { secret: { type: string, airbyte_secret: true } }
`;
}
