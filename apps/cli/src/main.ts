import { createTerminal } from "./terminal.ts";
import { runCli } from "./cli.ts";

const terminal = createTerminal(process);
runCli(process.argv.slice(2), terminal).then(async (status) => {
  await terminal.flush();
  process.exit(status);
});
