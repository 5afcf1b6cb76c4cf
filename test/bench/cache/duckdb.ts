import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BenchedCache } from "../benched-cache.ts";

/** A DuckDB file; DuckDB with its defaults reads the same file of messages. */
export const duckdb: BenchedCache = {
  name: "duckdb",
  baseline: "DuckDB alone",
  open: async (folder) => {
    let file = "";
    return {
      prepare: async () => {},
      baselineCommand: async ({ records, shape }, round) => {
        file = join(folder, `baseline-${round}.duckdb`);
        const load = `${file}.json`;
        await writeFile(load, JSON.stringify({ records, database: file, types: shape.types }));
        return [process.execPath, join(import.meta.dirname, "..", "load-with-duckdb.ts"), load];
      },
      cacheUrl: async (round) => {
        file = join(folder, `sync-${round}.duckdb`);
        return `duckdb:${file}`;
      },
      clear: () => rm(file, { force: true }),
      [Symbol.asyncDispose]: async () => {},
    };
  },
};
