import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { freshDatabase } from "@airdock-test/postgres-server";
import { catalog, connectionStatus, record, spec, streamState, writeScriptedConnector } from "@airdock-test/connectors";
import { expect, test } from "vitest";
import { readExample } from "./read-example.ts";
import { runInFolder } from "./run-in-folder.ts";
import { runCommands, runProgram } from "./run-program.ts";

test("apps/cli: the commands", { timeout: 300_000 }, async () => {
  const { outputs, csv } = await runInFolder(async (folder) => ({
    outputs: await runCommands(folder, readExample("cli")),
    csv: await readFile(join(folder, "products.csv"), "utf8"),
  }));
  expect(outputs[1]).toMatch(/^language +users\n[─ ]+\n\w+ +\d+\n/);
  expect(csv.split("\r\n")).toHaveLength(102);
  expect(outputs[3]?.trim().split("\n")).toHaveLength(5);
});

test("core: records without a cache", { timeout: 300_000 }, async () => {
  const printed = await runInFolder(async (folder) => {
    await writeAcme(folder);
    return runProgram(folder, { "read.ts": readExample("read-records") });
  });
  expect(printed).toBe("1 9.5\n2 20\n");
});

test("core: a sync with what happens on the way", { timeout: 300_000 }, async () => {
  const printed = await runInFolder(async (folder) => {
    await writeAcme(folder);
    return runProgram(folder, { "sync.ts": readExample("sync-orders") });
  });
  expect(printed).toBe("orders: 3 rows are in\nok 3\n");
});

test("cache-duckdb: sync, SQL and Kysely", { timeout: 300_000 }, async () => {
  const printed = await runInFolder((folder) => runProgram(folder, { "cache.ts": readExample("duckdb-cache") }));
  expect(printed).toMatch(/^\[ \[ \d+ \] \]\n\[ \{ id: 1, name: .+ \}, \{ id: 2, name: .+ \} \]\n$/);
});

test("cache-duckdb: the Kysely dialect by itself", { timeout: 300_000 }, async () => {
  const printed = await runInFolder((folder) => runProgram(folder, { "pets.ts": readExample("duckdb-kysely") }));
  expect(printed).toBe("[ { name: 'Ada', age: 5 } ]\n");
});

test("cache-sqlite: sync, SQL and Kysely", { timeout: 300_000 }, async () => {
  const printed = await runInFolder((folder) => runProgram(folder, { "cache.ts": readExample("sqlite-cache") }));
  expect(printed).toMatch(/^\[ \[ \d+ \] \]\n\[ \{ id: 1, name: .+ \}, \{ id: 2, name: .+ \} \]\n$/);
});

test("cache-sqlite: the Kysely dialect by itself", { timeout: 300_000 }, async () => {
  const printed = await runInFolder((folder) => runProgram(folder, { "pets.ts": readExample("sqlite-kysely") }));
  expect(printed).toBe("[ { name: 'Ada', age: 5 } ]\n");
});

test("cache-postgres: sync, SQL and Kysely", { timeout: 300_000 }, async () => {
  const printed = await runInFolder(async (folder) => {
    const url = await freshDatabase(folder);
    return await runProgram(folder, { "cache.ts": readExample("postgres-cache") }, { DATABASE_URL: url });
  });
  expect(printed).toMatch(/^\[ \[ \d+ \] \]\n\[ \{ id: 1, name: .+ \}, \{ id: 2, name: .+ \} \]\n$/);
});

test("cache-postgres: the Kysely dialect by itself", { timeout: 300_000 }, async () => {
  const printed = await runInFolder(async (folder) => {
    const url = await freshDatabase(folder);
    return await runProgram(folder, { "read.ts": readExample("postgres-kysely") }, { DATABASE_URL: url });
  });
  expect(printed).toBe("[ { id: 9007199254740993n, at: '2024-02-29T10:00:00.000001Z' } ]\n");
});

test("sql-cache: a cache of five members, here over DuckDB", { timeout: 300_000 }, async () => {
  const use = `
import { sync } from "@airdock/core";
import { createTestSource } from "@airdock/core/testing";
import { DuckdbDialect, openDuckdb } from "@airdock/cache-duckdb/kysely";
import { createAcmeCache } from "./acme-cache.ts";

const connect = () => new DuckdbDialect({ openSession: () => openDuckdb("./acme.duckdb") });
await using cache = createAcmeCache("pets", connect);
const pets = { records: [{ id: 1, name: "Rex" }, { id: 2, name: "Ada" }, { id: 1, name: "Max" }], key: "id", cursor: "id" };
const result = await sync({ source: createTestSource({ pets }), cache });
console.log(result.outcome);
for await (const { id, name } of result.dataset("pets").rows()) console.log(id, name);
`;
  const printed = await runInFolder((folder) =>
    runProgram(folder, { "acme-cache.ts": readExample("acme-cache"), "use.ts": use }),
  );
  expect(printed.trim().split("\n").toSorted()).toEqual(["1 Max", "2 Ada", "ok"]);
});

/** The connector the examples call `./source-acme`. */
async function writeAcme(folder: string): Promise<void> {
  const properties = { id: { type: "integer" }, total: { type: "number" } };
  const orders = {
    name: "orders",
    json_schema: { type: "object", properties },
    supported_sync_modes: ["full_refresh", "incremental"],
    source_defined_cursor: true,
  };
  const rows = [9.5, 20, 31].map((total, index) => record("orders", { id: index + 1, total }));
  const file = await writeScriptedConnector(folder, {
    spec: { steps: [spec({ properties: { region: { type: "string" } } })] },
    check: { steps: [connectionStatus("SUCCEEDED")] },
    discover: { steps: [catalog([orders])] },
    read: { steps: [...rows, streamState("orders", { id: 3 })] },
  });
  await rename(file, join(folder, "source-acme"));
}
