import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { Client } from "pg";

/**
 * The URL of the database that belongs to a temporary folder, on the server AIRDOCK_TEST_POSTGRES_URL names; made when there is
 * none. Databases whose folder was removed are dropped meanwhile; one for a folder that is not made yet stays.
 */
export async function freshDatabase(folder: string): Promise<string> {
  const name = `airdock-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
  const server = process.env["AIRDOCK_TEST_POSTGRES_URL"] ?? "";
  const own = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  if (made.has(own)) return own;
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string; root: string }>(
      "select datname, shobj_description(oid, 'pg_database') as root from pg_database where datname like 'airdock-%'",
    );
    for (const { datname } of rows.filter(({ root }) => root !== null && !existsSync(root))) {
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
    }
    if (!rows.some(({ datname }) => datname === name)) await makeDatabase(client, name, folder);
  } finally {
    await client.end();
  }
  made.add(own);
  return own;
}

/** What this process has found or made. */
const made = new Set<string>();

/** Notes beside it which folder it goes with: the outermost temporary one. */
async function makeDatabase(client: Client, name: string, folder: string): Promise<void> {
  await client.query(`create database ${client.escapeIdentifier(name)}`).catch(ignoreExisting);
  const [root = folder] = /^.*?\/airdock-[^/]+/.exec(folder) ?? [];
  const note = `comment on database ${client.escapeIdentifier(name)} is ${client.escapeLiteral(root)}`;
  await client.query(note).catch(ignoreExisting);
}

/** Another process was faster, or is at it. */
function ignoreExisting(error: Error & { readonly code?: string }): void {
  if (!["42P04", "23505", "XX000"].includes(error.code ?? "")) throw error;
}
