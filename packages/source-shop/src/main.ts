import { parseCommandLine } from "./command-line.ts";
import { printPages } from "./print-pages.ts";
import { runCommand } from "./run-command.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command in argv and leaves its exit status in `process.exitCode`: 0 done, 1 failed (the TRACE ERROR says why), 2 wrong usage. */
export async function main(argv: string[]): Promise<void> {
  try {
    const command = parseCommandLine(argv);
    const { failed } = await printPages(runCommand(command), process.stdout);
    process.exitCode = failed ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`source-shop: ${error.message}\n`);
    process.exitCode = 2;
  }
}
