#!/usr/bin/env node
import module from "node:module";

// Half of the time a small sync takes is compiling modules: Node keeps what it has compiled.
module.enableCompileCache?.();
import("../dist/main.js");
