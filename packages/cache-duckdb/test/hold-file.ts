import { openDuckdb } from "../src/session/open-duckdb.ts";

/** Holds the DuckDB file it is given until its input ends; says `held` or, when it cannot, the error as JSON. */
const session = await openDuckdb(process.argv[2] ?? "").catch((error: unknown) => {
  console.log(JSON.stringify({ ...(error as object), message: String(error) }));
});
if (session !== undefined) {
  console.log("held");
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once("end", resolve));
  await session.close();
}
