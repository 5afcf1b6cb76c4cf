import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Database } from "better-sqlite3";

/**
 * True for a database at rest that this user may only read: SQLite would make the files of its write-ahead log beside it, which
 * it may not, or could not remove again.
 */
export function needsCopy(path: string): boolean {
  return !mayWrite(path) && !existsSync(`${path}-wal`) && hasLog(path);
}

/** Opens a private copy of such a database, which is deleted at once and goes with the connection. */
export function openCopy(path: string, open: (copy: string) => Database): Database {
  const folder = mkdtempSync(join(tmpdir(), "airdock-sqlite-"));
  try {
    const copy = join(folder, "copy.sqlite");
    copyAtRest(path, copy);
    // A copy has the rights of its original.
    chmodSync(copy, 0o600);
    setJournal(copy);
    const database = open(copy);
    database.prepare("select count(*) from sqlite_schema").get();
    return database;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies again when somebody has written meanwhile; the last copy is checked by SQLite, as any file is. */
function copyAtRest(path: string, copy: string): void {
  for (let attempt = 1; ; attempt += 1) {
    const before = statSync(path);
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    const after = statSync(path);
    const isSame = before.mtimeMs === after.mtimeMs && before.size === after.size && before.ino === after.ino;
    if (isSame && !existsSync(`${path}-wal`)) return;
    if (attempt === attempts) throw Object.assign(new Error("The file is being written."), { code: "SQLITE_BUSY" });
  }
}

const attempts = 5;

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where the header says how changes are kept, for writing and for reading; 2 is the write-ahead log. */
const journalAt = 18;

function hasLog(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(2);
    return readSync(file, header, 0, 2, journalAt) === 2 && header[0] === 2;
  } finally {
    closeSync(file);
  }
}

/** The copy is for one connection, which needs no log. */
function setJournal(copy: string): void {
  const file = openSync(copy, "r+");
  try {
    writeSync(file, Buffer.from([1, 1]), 0, 2, journalAt);
  } finally {
    closeSync(file);
  }
}
