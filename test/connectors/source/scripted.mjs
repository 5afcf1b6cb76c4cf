#!/usr/bin/env node
// Plays a script: `config.script` is the script itself or the path of a JSON file with it. See base/script.d.mts.
import { readFileSync } from "node:fs";
import { readInput } from "../base/connector.mjs";
import { playScript } from "../base/script.mjs";

const script = readInput(process.argv).config?.script ?? {};
await playScript(typeof script === "string" ? JSON.parse(readFileSync(script, "utf8")) : script);
