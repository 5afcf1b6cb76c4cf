#!/usr/bin/env node
import module from "node:module";

// Half of the time of a small read is compiling modules: Node keeps what it has compiled.
module.enableCompileCache();
const { runCommand } = await import("./run-command.ts");
process.exitCode = await runCommand(process.argv.slice(2), process.stdout);
