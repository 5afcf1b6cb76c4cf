import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { catalog, record, spec, writeScriptedConnector } from "@airdock-test/connectors";
import { openDuckdb } from "@airdock/cache-duckdb/kysely";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const names = ["a:b", "a/b", "Users", "users", "..", "con", "x".repeat(300)];
const schema = { type: "object", properties: { id: { type: "string" }, more: { type: "object" } } };
const more = '{"part":1.10000000000000000001,"whole":12345678901234567890}';

function recordLine(name: string): string {
  return JSON.stringify(record(name, { id: name, more: "MORE" })).replace('"MORE"', more);
}

async function syncAwkward(folder: string, to: string): Promise<void> {
  const streams = names.map((name) => ({ name, json_schema: schema, supported_sync_modes: ["full_refresh"] as const }));
  const source = await writeScriptedConnector(folder, {
    spec: { steps: [spec({})] },
    discover: { steps: [catalog(streams)] },
    read: { steps: names.map(recordLine) },
  });
  expect(await runAirdock(folder, ["sync", source, "--name", "c", "--to", to])).toMatchObject({ status: 0 });
}

inFolder("an export has a file for each stream, which an index names, and loses no digit", async ({ folder }) => {
  const from = ["--from", "sqlite:./data.sqlite"];
  await syncAwkward(folder, "sqlite:./data.sqlite");
  const args = ["export", ...from, "--format", "ndjson", "-o", "out"];
  expect(await runAirdock(folder, args)).toMatchObject({ status: 0 });
  const files = (await readdir(join(folder, "out"))).filter((file) => file.endsWith(".ndjson"));
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(names.length);
  const index = JSON.parse(await readFile(join(folder, "out", "airdock-export.json"), "utf8"));
  for (const { stream, files: written } of index.tables) {
    const text = await readFile(join(folder, "out", written.ndjson.file), "utf8");
    expect(JSON.parse(text).id).toBe(stream.name);
    expect(text).toContain(`"more":${more}`);
  }
  // The same names again, also for some of them only.
  expect(await runAirdock(folder, [...args.slice(0, 1), "users", ...args.slice(1)])).toMatchObject({ status: 0 });
  expect((await readdir(join(folder, "out"))).filter((file) => file.endsWith(".ndjson"))).toEqual(files);
});

inFolder("a table that cannot be exported does not keep the others from it", async ({ folder }) => {
  const from = ["--from", "duckdb:./data.duckdb"];
  await syncAwkward(folder, "duckdb:./data.duckdb");
  {
    await using session = await openDuckdb(join(folder, "data.duckdb"));
    await session.connection.run('DROP TABLE c."Users"');
  }
  const run = await runAirdock(folder, ["export", ...from, "--format", "csv", "-o", "out", "--json"]);
  expect(run.status).toBe(6);
  expect(run.stderr).toContain("✖ c.Users:");
  const told = JSON.parse(run.stdout);
  expect(told).toHaveLength(names.length);
  expect(told.filter(({ error }: { error?: object }) => error !== undefined)).toMatchObject([{ stream: "Users" }]);
  expect((await readdir(join(folder, "out"))).filter((file) => file.endsWith(".csv"))).toHaveLength(names.length - 1);
});

inFolder("a query is written in the format that the file's ending names, digit for digit", async ({ folder }) => {
  const from = ["--from", "duckdb:./data.duckdb"];
  await syncAwkward(folder, "duckdb:./data.duckdb");
  await mkdir(join(folder, "out"));
  const sql = "select id, more, 1.10000000000000000001::decimal(38,20) as price from c.a_b";
  const write = async (file: string): Promise<string> => {
    expect(await runAirdock(folder, ["query", sql, ...from, "-o", file])).toMatchObject({ status: 0 });
    return await readFile(join(folder, file), "latin1");
  };
  const row = `{"id":"a:b","more":${more},"price":1.10000000000000000001}`;
  expect(await write("out/x.ndjson")).toBe(`${row}\n`);
  expect(await write("out/x.json")).toBe(`[\n${row}\n]\n`);
  expect(await write("out/x.csv")).toBe(
    `id,more,price\r\na:b,"${more.replaceAll('"', '""')}",1.10000000000000000001\r\n`,
  );
  expect((await write("out/x.parquet")).slice(0, 4)).toBe("PAR1");
  const refused = await runAirdock(folder, ["query", "from 'out/x.parquet'", ...from]);
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining("[QUERY_READS_FILES]") });
  const read = await runAirdock(folder, [
    "query",
    "from 'out/x.parquet'",
    ...from,
    "--allow-files",
    "--format",
    "ndjson",
  ]);
  expect(read.stdout).toBe(`${row.replace(/"more":.*,"price"/, `"more":${more},"price"`)}\n`);
});
