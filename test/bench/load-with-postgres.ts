import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** What the baseline process is told, as JSON in a file. */
export interface PostgresLoad {
  readonly url: string;
  readonly rows: string;
  /** Names and types. */
  readonly columns: readonly string[];
}

/** The baseline, a process of its own: COPY into a new table from a file that is in its format. `node load-with-postgres.ts FILE`. */
const { url, rows, columns } = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as PostgresLoad;
const client = new Client({ connectionString: url });
await client.connect();
await client.query(`create table bench (${columns.join(", ")})`);
await pipeline(createReadStream(rows, { highWaterMark: 256 << 10 }), client.query(copyFrom("copy bench from stdin")));
await client.end();
