#!/usr/bin/env node
import module from "node:module";
import v8 from "node:v8";

// Half of the time a small sync takes is compiling modules: Node keeps what it has compiled.
module.enableCompileCache?.();
// Records are short-lived: with more room for young objects a long sync takes 100 MB more, and the same time.
v8.setFlagsFromString("--semi-space-growth-factor=1");
import("../dist/main.js");
