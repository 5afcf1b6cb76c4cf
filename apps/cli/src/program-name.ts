import { published } from "@airdock/core";

/**
 * How the program is called in commands to copy: as a clone's `bin/airdock` was called where the PATH does not lead to it, by npx where npx ran
 * it, else by its name.
 */
export function programName(env: NodeJS.ProcessEnv): string {
  const called = env["AIRDOCK_PROGRAM"];
  if (called !== undefined && /^[\w./-]+$/.test(called)) return called;
  if (env.npm_command !== "exec") return "airdock";
  // Without --no, npx would fetch whatever has that name.
  return `npx ${published ? "" : "--no -- "}airdock`;
}
