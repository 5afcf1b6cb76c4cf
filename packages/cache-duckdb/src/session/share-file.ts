/**
 * Who of this process has a database file open. Sessions share it by one instance. A locked query wants an instance of its own,
 * which DuckDB allows only while there is no other: two in one process would lose rows, or the lock on the file.
 */
interface FileUsers {
  sharing: number;
  /** Ends when whoever opens the file, or has it alone, is done. */
  turn: Promise<void>;
}

const files = new Map<string, FileUsers>();

/** Waits until no query has the file alone, and counts one more who shares it; call the answer when done with it. */
export async function shareFile(file: string): Promise<() => void> {
  const users = usersOf(file);
  const done = await takeTurn(users);
  users.sharing += 1;
  done();
  return () => void (users.sharing -= 1);
}

/** How many sessions of this process have the file. */
export function countSharing(file: string): number {
  return files.get(file)?.sharing ?? 0;
}

/** Has the file alone until the answer is called; undefined: sessions of this process share it. */
export async function takeFileAlone(file: string): Promise<(() => void) | undefined> {
  const users = usersOf(file);
  if (users.sharing > 0) return undefined;
  const done = await takeTurn(users);
  if (users.sharing === 0) return done;
  done();
  return undefined;
}

function usersOf(file: string): FileUsers {
  const known = files.get(file);
  if (known !== undefined) return known;
  const users = { sharing: 0, turn: Promise.resolve() };
  files.set(file, users);
  return users;
}

async function takeTurn(users: FileUsers): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const before = users.turn;
  users.turn = before.then(() => promise);
  await before;
  return resolve;
}
