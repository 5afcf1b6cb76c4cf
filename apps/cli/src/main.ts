import { createTerminal } from "./terminal/terminal.ts";
import { runCli } from "./cli.ts";

/** Runs the command line of this process and leaves with its exit status: the only place that ends the process. */
const terminal = createTerminal(process);
runCli(process.argv.slice(2), terminal).then(async (status) => {
  await terminal.flush();
  process.exit(status);
});
