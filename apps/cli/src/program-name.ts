/** How the program is called in commands to copy: by npx where it was run by it. */
export function programName(env: NodeJS.ProcessEnv): string {
  return env.npm_command === "exec" ? "npx airdock" : "airdock";
}
