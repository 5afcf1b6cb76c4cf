#!/usr/bin/env node
import v8 from "node:v8";

// An older Node cannot even parse what follows.
if (Number(process.versions.node.split(".")[0]) < 24) {
  console.error(`✖ Airdock needs Node 24 or newer, and this is ${process.versions.node}. [USAGE]
  → Install it from https://nodejs.org; a clone of Airdock brings its own: run bin/airdock in it.`);
  process.exit(2);
}
// Records are short-lived: more room for young objects takes 100 MB more in a long sync, and saves a few per cent of its time.
v8.setFlagsFromString("--semi-space-growth-factor=1");
import("../dist/main.js");
