import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { styleText } from "node:util";

/** How many users the sample shop has; a number after the program's name makes another shop. */
const USERS = process.argv[2] ?? "20000";
const FILE = "tour.duckdb";
const CACHE = `duckdb:${FILE}`;
const sync = ["sync", "sample:shop", "--set", `users=${USERS}`, "--to", CACHE];
const bestSellers = `
    select p.name as product, count(*) as sold, round(sum(total), 2) as revenue
    from shop.purchases b join shop.products p on p.id = b.product_id
    group by all order by revenue desc limit 5`;

/** What `npm start` shows: the sample source synced into DuckDB, the tables, a question asked of them, and what to try next. */
await rm(FILE, { force: true });
show("A sample source, run as a process of its own, into typed DuckDB tables", sync);
show("What is there now", ["tables", "--from", CACHE]);
show("A question in SQL", ["query", bestSellers, "--from", CACHE]);
suggest([
  ["once more: nothing is new, so nothing is read again", sync],
  [
    "a real Airbyte connector, installed from PyPI (needs Python or uv)",
    ["sync", "pypi:airbyte-source-faker", "--set", "count=1000"],
  ],
  ["any program that speaks the Airbyte protocol", ["sync", "./your-connector", "--config", "config.json"]],
  ["everything else", ["help"]],
]);

/** Shows a command as one would type it, runs it in this terminal, and ends with it when it fails. */
function show(title: string, args: readonly string[]): void {
  console.log(`\n${styleText("bold", title)}`);
  console.log(styleText("dim", `$ ${commandLine(args)}`));
  const { status } = spawnSync("airdock", args, {
    stdio: "inherit",
    env: { ...process.env, AIRDOCK_PROGRAM: "bin/airdock" },
  });
  if (status !== 0) process.exit(status ?? 1);
}

function suggest(commands: readonly (readonly [what: string, args: readonly string[]])[]): void {
  console.log(`\n${styleText("bold", "Now yours")}`);
  for (const [what, args] of commands) console.log(`  ${styleText("dim", `# ${what}`)}\n  ${commandLine(args)}`);
  console.log();
}

function commandLine(args: readonly string[]): string {
  return `bin/airdock ${args.map((text) => (/^[\w.:/=@-]+$/.test(text) ? text : `"${text}"`)).join(" ")}`;
}
