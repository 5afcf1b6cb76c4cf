import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createSqliteCache } from "@airdock/cache-sqlite";
import type { CrashedCache } from "../crashed-cache.ts";

/** A SQLite file; the thread that writes it goes on while the process halts, and dies with it. */
export const sqlite: CrashedCache = {
  name: "sqlite",
  url: async (folder) => `sqlite:${join(folder, "data.sqlite")}`,
  open: async (folder) => createSqliteCache(join(folder, "data.sqlite")),
  watchStatements(onStatement) {
    const { prototype } = Worker;
    const { postMessage } = prototype;
    prototype.postMessage = function (message: Command, transfer) {
      postMessage.call(this, message, transfer);
      const statement = message.kind === "begin" ? "begin immediate" : (message.sql ?? insertOf(message));
      if (statement !== undefined) onStatement(statement);
    };
  },
  isCopied: true,
  settle: async () => {},
  passingTables: "select name from sqlite_schema where substr(name, 1, 8) = '_airdock' and type = 'table'",
  files: ["data.sqlite"],
};

/** What the thread is told, as far as it is looked at here. */
interface Command {
  readonly kind: string;
  readonly sql?: string;
  readonly table?: string;
}

function insertOf({ kind, table }: Command): string | undefined {
  return kind === "insert" ? `insert into ${table}` : undefined;
}
