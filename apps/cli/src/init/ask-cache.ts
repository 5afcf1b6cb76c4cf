import type { ConfigEntry } from "@airdock/core";
import { env } from "@airdock/core";
import type { Prompter } from "./prompter.ts";

/** Where a new project's data goes, as its config file says it; what is secret goes into `variables`. */
export async function askCache(prompter: Prompter, variables: Map<string, string>): Promise<ConfigEntry> {
  const kind = await prompter.choose({
    message: "Where should the data go?",
    options: [
      { value: "duckdb", label: "DuckDB", hint: "a file, good at analysis; nothing to install" },
      { value: "sqlite", label: "SQLite", hint: "a file" },
      { value: "postgres", label: "Postgres", hint: "a server" },
    ],
  });
  if (kind !== "postgres") {
    const file = `./data.${kind}`;
    const path = (await prompter.text({ message: "The file", initial: file })).trim() || file;
    return `${kind}:${path}`;
  }
  const url = await prompter.secret({ message: "Its URL: postgres://user:password@host/database (kept in .env)" });
  return keepCacheUrl(url.trim(), variables);
}

/** A URL with a password in it is kept in `.env`. */
export function keepCacheUrl(url: string, variables: Map<string, string>): ConfigEntry {
  if (/^env:\w+$/.test(url)) return env(url.slice(4));
  if (url !== "" && !/:\/\/[^/@]*@/.test(url)) return url;
  variables.set("DATABASE_URL", url);
  return env("DATABASE_URL");
}
