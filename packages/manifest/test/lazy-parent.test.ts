import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const program = new URL("../src/command/main.ts", import.meta.url).pathname;
const requests: string[] = [];
let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-lazy-parent-"));
  server = createServer((request, response) => {
    requests.push(request.url ?? "");
    const orders = { data: [{ id: "o3" }] };
    const parents = { data: [parent("a", ["o1", "o2"], "page2"), parent("b", [], null), { id: "c" }] };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(request.url?.startsWith("/customers?") || request.url === "/customers" ? parents : orders),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test("the first page of a child is taken from its parent's record, the others are requested", async () => {
  const { port } = server.address() as AddressInfo;
  await writeFile(join(folder, "manifest.json"), JSON.stringify(createManifest(`http://127.0.0.1:${port}`)));
  await writeFile(join(folder, "config.json"), "{}");
  const stream = { name: "orders", json_schema: {}, supported_sync_modes: ["full_refresh"] };
  const catalog = { streams: [{ stream, sync_mode: "full_refresh", destination_sync_mode: "overwrite" }] };
  await writeFile(join(folder, "catalog.json"), JSON.stringify(catalog));
  const { stdout } = await run(process.execPath, [
    program,
    join(folder, "manifest.json"),
    "read",
    "--config",
    join(folder, "config.json"),
    "--catalog",
    join(folder, "catalog.json"),
  ]);
  const messages = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Message);
  const records = messages.flatMap(({ record }) =>
    record === undefined ? [] : [`${record.data.customer}:${record.data.id}`],
  );
  expect(records.toSorted()).toEqual(["a:o1", "a:o2", "a:o3"]);
  expect(requests.toSorted()).toEqual(["/customers", "/customers/a/orders?cursor=page2"]);
});

interface Message {
  readonly record?: { readonly data: { readonly id: string; readonly customer: string } };
}

function parent(id: string, orders: readonly string[], next: string | null): object {
  return { id, orders: { data: orders.map((order) => ({ id: order })), ...(next === null ? {} : { next }) } };
}

function createManifest(base: string): object {
  const selector = { type: "RecordSelector", extractor: { type: "DpathExtractor", field_path: ["data"] } };
  const requester = (path: string): object => ({ type: "HttpRequester", url_base: base, path, http_method: "GET" });
  const schema = { type: "InlineSchemaLoader", schema: { type: "object", properties: {} } };
  const customers = {
    type: "DeclarativeStream",
    name: "customers",
    schema_loader: schema,
    retriever: { type: "SimpleRetriever", requester: requester("/customers"), record_selector: selector },
  };
  const orders = {
    type: "DeclarativeStream",
    name: "orders",
    schema_loader: schema,
    transformations: [
      { type: "AddFields", fields: [{ path: ["customer"], value: "{{ stream_partition.customer_id }}" }] },
    ],
    retriever: {
      type: "SimpleRetriever",
      requester: requester("/customers/{{ stream_partition.customer_id }}/orders"),
      record_selector: selector,
      paginator: {
        type: "DefaultPaginator",
        pagination_strategy: { type: "CursorPagination", cursor_value: "{{ response.get('next') }}" },
        page_token_option: { type: "RequestOption", inject_into: "request_parameter", field_name: "cursor" },
      },
      partition_router: {
        type: "SubstreamPartitionRouter",
        parent_stream_configs: [
          {
            type: "ParentStreamConfig",
            stream: customers,
            parent_key: "id",
            partition_field: "customer_id",
            lazy_read_pointer: ["orders"],
          },
        ],
      },
    },
  };
  return {
    version: "6.0.0",
    type: "DeclarativeSource",
    check: { type: "CheckStream", stream_names: ["customers"] },
    streams: [customers, orders],
    spec: { type: "Spec", connection_specification: { type: "object", properties: {} } },
  };
}
