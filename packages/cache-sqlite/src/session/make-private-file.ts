import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes an empty file that only its owner may read, and the folders it lacks; one that is there stays as it is. SQLite gives the log
 * beside it the same rights. What cannot be made is for SQLite to say.
 */
export async function makePrivateFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await open(path, "wx", 0o600).then(
    (file) => file.close(),
    () => undefined,
  );
}
