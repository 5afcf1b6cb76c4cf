/** What the file system says of a file or folder, as far as trust depends on it. */
export interface FileOwner {
  readonly path: string;
  /** The user's number. */
  readonly uid: number;
  /** Permission bits, with the sticky bit. */
  readonly mode: number;
}

/** Who runs this process. */
export interface ProcessUser {
  /** The effective user's number; undefined where the system has none (Windows). */
  readonly uid: number | undefined;
  /** The user who called `sudo`, from SUDO_UID; counts only for root. */
  readonly sudoUid: number | undefined;
}

/** The user of this process. */
export function processUser(env: Readonly<Record<string, string | undefined>>): ProcessUser {
  const sudo = Number(env["SUDO_UID"]);
  const sudoUid = /^\d+$/.test(env["SUDO_UID"] ?? "") && Number.isSafeInteger(sudo) ? sudo : undefined;
  return { uid: process.geteuid?.(), sudoUid };
}
