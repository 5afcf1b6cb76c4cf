import { rm } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { styleText } from "node:util";

const FILE = ".airdock/tour.duckdb";
const CACHE = `duckdb:./${FILE}`;

/** What `npm start` shows: the sample source synced into DuckDB, the tables, a question asked of them, and what to try next. */
await rm(FILE, { force: true });
show(
  "A sample source, run as a process of its own, into typed DuckDB tables",
  "sync",
  "sample:shop",
  "--set",
  "users=20000",
  "--to",
  CACHE,
);
show("What is there now", "tables", "--from", CACHE);
show("A question in SQL", "query", bestSellers(), "--from", CACHE);
console.log(`
${styleText("bold", "Now yours")}
  npx airdock sync sample:shop --to ${CACHE}                  once more: nothing new, so nothing is read again
  npx airdock sync pypi:airbyte-source-faker --set count=1000   a real Airbyte connector, installed from PyPI (needs Python or uv)
  npx airdock sync ./your-connector --config config.json        any program that speaks the Airbyte protocol
  npx airdock help                                              everything else
`);

function bestSellers(): string {
  return "select p.name as product, count(*) as sold, round(sum(b.total), 2) as revenue from shop.purchases b join shop.products p on p.id = b.product_id group by all order by revenue desc limit 5";
}

/** Shows a command as one would type it, runs it in this terminal, and ends with it when it fails. */
function show(title: string, ...args: readonly string[]): void {
  console.log(`\n${styleText("bold", title)}`);
  console.log(styleText("dim", `$ npx airdock ${args.map(quote).join(" ")}`));
  const { status } = spawnSync("airdock", args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function quote(text: string): string {
  return /^[\w.:/=@-]+$/.test(text) ? text : `"${text}"`;
}
