/** What one part of the repository may import, beside its own files. */
export interface ImportRule {
  /** A folder, from the repository's root. */
  readonly from: string;
  /** Packages by name, `node:` for Node's own modules, or folders of the same package, from the repository's root. */
  readonly may: readonly string[];
  /** Of these, what is only loaded when reached (`import()`), or used for its types. */
  readonly lazily?: readonly string[];
}

const core = "packages/core/src";

/** Who may import whom: each package, and inside core each folder. The reasons are in ARCHITECTURE.md. */
export const importRules: readonly ImportRule[] = [
  {
    from: "packages/core",
    may: ["node:", "execa", "signal-exit", "ajv", "yaml"],
    lazily: ["ajv", "yaml"],
  },
  { from: "packages/sql-cache", may: ["node:", "@airdock/core", "kysely"] },
  {
    from: "packages/cache-duckdb",
    may: ["node:", "@airdock/core", "@airdock/sql-cache", "kysely", "@duckdb/node-api"],
  },
  { from: "packages/cache-sqlite", may: ["node:", "@airdock/core", "@airdock/sql-cache", "kysely", "better-sqlite3"] },
  {
    from: "packages/cache-postgres",
    may: [
      "node:",
      "@airdock/core",
      "@airdock/sql-cache",
      "kysely",
      "pg",
      "pg-connection-string",
      "pg-copy-streams",
      "pg-cursor",
    ],
  },
  { from: "packages/cache-testkit", may: ["node:", "@airdock/core"] },
  {
    from: "packages/manifest",
    may: ["node:", "@airdock/core", "yaml", "csv-parse", "fast-xml-parser", "fflate"],
  },
  { from: "packages/source-shop", may: ["node:", "@faker-js/faker"] },
  {
    from: "apps/cli",
    may: [
      "node:",
      "@airdock/core",
      "@airdock/manifest",
      "@airdock/source-shop",
      "@airdock/cache-duckdb",
      "commander",
      "@clack/prompts",
      "string-width",
      "yaml",
    ],
    lazily: ["@airdock/cache-duckdb"],
  },

  { from: `${core}/error`, may: [] },
  { from: `${core}/publication`, may: [] },
  { from: `${core}/async`, may: [`${core}/error`] },
  { from: `${core}/redact`, may: [] },
  { from: `${core}/protocol`, may: ["error", "redact"].map(inCore) },
  { from: `${core}/config`, may: ["protocol", "error", "async"].map(inCore) },
  { from: `${core}/trust`, may: ["config", "error"].map(inCore) },
  {
    from: `${core}/connector`,
    may: ["protocol", "config", "error", "async", "publication", "redact", "trust"].map(inCore),
  },
  { from: `${core}/cache`, may: ["protocol", "dataset", "error"].map(inCore) },
  { from: `${core}/dataset`, may: ["protocol", "cache", "error"].map(inCore) },
  { from: `${core}/sync`, may: ["protocol", "cache", "dataset", "error", "async", "connector/source.ts"].map(inCore) },
  {
    from: `${core}/project`,
    may: ["config", "protocol", "error", "trust", "cache/cache.ts", "cache/write-mode.ts", "sync/sync-options.ts"].map(
      inCore,
    ),
  },
  { from: `${core}/testing`, may: ["protocol", "cache", "dataset", "connector", "sync", "error", "async"].map(inCore) },
];

function inCore(part: string): string {
  return `${core}/${part}`;
}
