import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { keepPostgres } from "@airdock-test/postgres-server";
import { Client } from "pg";
import type { BenchedCache } from "../benched-cache.ts";
import type { BenchInput } from "../prepare-input.ts";

/** A database of a server that keeps what it commits; a bare COPY reads the same rows, made ready in the text format of COPY. */
export const postgres: BenchedCache = {
  name: "postgres",
  baseline: "bare COPY",
  open: async (folder) => {
    const server = await keepPostgres({ durable: true });
    const client = new Client({ connectionString: server.url });
    await client.connect();
    let database = "";
    const makeDatabase = async (name: string): Promise<string> => {
      database = name;
      await client.query(`create database ${name}`);
      return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    };
    return {
      prepare: async (input) => await pipeline(printRows(input), createWriteStream(rowsOf(input))),
      baselineCommand: async (input, round) => {
        const columns = Object.entries(input.shape.types).map(
          ([name, type]) => `"${name}" ${postgresTypes[type] ?? type}`,
        );
        const load = join(folder, `baseline-${round}.postgres.json`);
        const url = await makeDatabase(`baseline_${round}`);
        await writeFile(load, JSON.stringify({ url, rows: rowsOf(input), columns }));
        return [process.execPath, join(import.meta.dirname, "..", "load-with-postgres.ts"), load];
      },
      cacheUrl: async (round) => await makeDatabase(`sync_${round}`),
      clear: async () => {
        await client.query(`drop database ${database} with (force)`);
        await client.query("checkpoint");
      },
      [Symbol.asyncDispose]: async () => {
        await client.end();
        await server[Symbol.asyncDispose]();
      },
    };
  },
};

const postgresTypes: Readonly<Record<string, string>> = { VARCHAR: "text", DOUBLE: "numeric", JSON: "jsonb" };

function rowsOf({ records }: BenchInput): string {
  return `${records}.copy`;
}

function* printRows({ shape, rows }: BenchInput): Generator<string> {
  let chunk = "";
  for (let index = 1; index <= rows; index += 1) {
    chunk += `${Object.values(shape.createRecord(index)).map(cellText).join("\t")}\n`;
    if (index % 10_000 === 0 || index === rows) {
      yield chunk;
      chunk = "";
    }
  }
}

function cellText(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
}
