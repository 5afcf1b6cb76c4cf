#!/usr/bin/env node
// Writes 1 GiB of lines to stdout; when nobody takes them for a while, it says once on stderr how much went out.
import { once } from "node:events";
import { writeSync } from "node:fs";
import { Socket } from "node:net";

const gigabyte = 1024 ** 3;
const line = Buffer.from(`${JSON.stringify({ type: "LOG", log: { level: "INFO", message: "x".repeat(65_485) } })}\n`);

const stdout = new Socket({ fd: 1, readable: false, writable: true });
let said = false;
for (let sent = 0; sent < gigabyte; sent += line.length) {
  if (stdout.write(line)) continue;
  const timer = setTimeout(sayHeld, 500, sent);
  await once(stdout, "drain");
  clearTimeout(timer);
}
stdout.end();

function sayHeld(sent) {
  if (!said) writeSync(2, `held at ${sent}\n`);
  said = true;
}
