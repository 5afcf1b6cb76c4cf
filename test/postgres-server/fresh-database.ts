import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Client } from "pg";

/**
 * The URL of the database that belongs to a temporary folder, on the server AIRDOCK_TEST_POSTGRES_URL names; made when there is
 * none. Those of folders that are gone are dropped meanwhile.
 */
export async function freshDatabase(folder: string): Promise<string> {
  const name = basename(folder);
  const url = new URL(process.env["AIRDOCK_TEST_POSTGRES_URL"] ?? "");
  const own = Object.assign(new URL(url), { pathname: `/${encodeURIComponent(name)}` }).href;
  if (made.has(own)) return own;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database");
    const names = rows.map(({ datname }) => datname);
    const gone = names.filter((one) => one.startsWith("airdock-") && !existsSync(join(tmpdir(), one)));
    for (const one of gone) {
      await client.query(`drop database if exists ${client.escapeIdentifier(one)} with (force)`);
    }
    if (!names.includes(name)) {
      await client.query(`create database ${client.escapeIdentifier(name)}`).catch(ignoreExisting);
    }
  } finally {
    await client.end();
  }
  made.add(own);
  return own;
}

/** What this process has found or made. */
const made = new Set<string>();

/** Another process was faster. */
function ignoreExisting(error: Error & { readonly code?: string }): void {
  if (error.code !== "42P04" && error.code !== "23505") throw error;
}
