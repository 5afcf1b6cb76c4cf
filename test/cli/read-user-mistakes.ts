import { readFile } from "node:fs/promises";

/** A command line that goes wrong, and all that is said of it. */
export interface UserMistake {
  /** One of the folders of `writeMistakeFolder`. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly status: number;
  /** The error's block, line by line; FOLDER stands for the test's folder. */
  readonly says: readonly string[];
}

/**
 * What people get wrong, and how they are told. A block of `user-mistakes.txt` each: the folder, the command line and its exit status, then the
 * error as it is shown: what happened with its code, why, and what to do.
 */
export async function readUserMistakes(): Promise<UserMistake[]> {
  const text = await readFile(new URL("user-mistakes.txt", import.meta.url), "utf8");
  return text.trimEnd().split("\n\n").map(readBlock);
}

function readBlock(block: string): UserMistake {
  const [head = "", ...says] = block.split("\n");
  const [, folder = "", line = "", status = ""] = /^([\w-]+)\$ airdock (.*?) {3}# (\d+)$/.exec(head) ?? [];
  if (folder === "") throw new SyntaxError(`This is no mistake's first line: ${head}`);
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  return { folder, args, status: Number(status), says };
}
