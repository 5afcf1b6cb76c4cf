import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { AirdockError, canBeFetched, installAdvice, isAirdockError, isOffline } from "@airdock/core";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Does something with a cache; where its package is missing, is on npm, and a person can be asked, offers to install it, and tries again.
 * Otherwise the error, which has the way, stays.
 */
export async function offerCache<Result>(
  work: () => Promise<Result>,
  folder: string,
  terminal: Pick<Terminal, "live" | "err" | "style">,
  options: { readonly offline?: boolean } = {},
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const name = isAirdockError(error) ? error.data["package"] : undefined;
    const canAsk =
      typeof name === "string" &&
      canBeFetched(name) &&
      terminal.live &&
      process.stdin.isTTY === true &&
      !isOffline(options);
    if (!canAsk || !(await agrees(name))) throw error;
    await install(name, folder);
    return await work();
  }
}

async function agrees(name: string): Promise<boolean> {
  const { confirm } = await import("@clack/prompts");
  const message = `${name} is not installed. Install it now (npm install ${name})?`;
  return (await confirm({ message, output: process.stderr })) === true;
}

async function install(name: string, folder: string): Promise<void> {
  try {
    await promisify(execFile)("npm", ["install", name], { cwd: folder });
  } catch (cause) {
    const words =
      typeof cause === "object" && cause !== null && "stderr" in cause ? String(cause.stderr).trim() : cause;
    throw new AirdockError(`${name} could not be installed.`, {
      code: "CACHE_NOT_INSTALLED",
      cause: words,
      hint: installAdvice(name),
    });
  }
}
