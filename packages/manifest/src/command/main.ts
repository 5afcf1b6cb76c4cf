#!/usr/bin/env node
/** The program of a manifest's connector process: `main.js MANIFEST spec|check|discover|read …`, with the protocol on its stdout. */
import module from "node:module";

// Half of the time of a small read is compiling modules: Node keeps what it has compiled.
module.enableCompileCache();
// Whoever reads the messages may have enough of them.
process.stdout.on("error", () => process.exit(1));
void import("./run-command.ts").then(async ({ runCommand }) => {
  process.exitCode = await runCommand(process.argv.slice(2), process.stdout);
});
