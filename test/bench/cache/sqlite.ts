import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BenchedCache } from "../benched-cache.ts";

/** A SQLite file; better-sqlite3 with its defaults inserts the same records, one by one, in one transaction. */
export const sqlite: BenchedCache = {
  name: "sqlite",
  baseline: "insert loop",
  open: async (folder) => {
    let file = "";
    return {
      prepare: async () => {},
      baselineCommand: async ({ records, shape }, round) => {
        file = join(folder, `baseline-${round}.sqlite`);
        const load = `${file}.json`;
        await writeFile(load, JSON.stringify({ records, database: file, types: shape.types }));
        return [process.execPath, join(import.meta.dirname, "..", "load-with-sqlite.ts"), load];
      },
      cacheUrl: async (round) => {
        file = join(folder, `sync-${round}.sqlite`);
        return `sqlite:${file}`;
      },
      clear: () => rm(file, { force: true }),
      [Symbol.asyncDispose]: async () => {},
    };
  },
};
