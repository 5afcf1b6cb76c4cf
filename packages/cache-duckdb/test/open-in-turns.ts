import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { openDuckdb } from "../src/session/open-duckdb.ts";

/**
 * `node open-in-turns.ts FILE LOG COUNT`: says that it is ready, and once it is told to go on opens a database file so many times, and notes each time in
 * a log.
 */
const [file = "", log = "", count = "1"] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
for (let turn = 0; turn < Number(count); turn += 1) {
  await using session = await openDuckdb(file, { patience: 60_000 });
  appendFileSync(log, `${process.pid}\n`);
  await session.connection.run("create table if not exists turns (pid integer)");
  await session.connection.run(`insert into turns values (${process.pid})`);
}
