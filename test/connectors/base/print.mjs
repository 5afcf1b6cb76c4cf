import { writeSync } from "node:fs";

const clock = new Int32Array(new SharedArrayBuffer(4));

/** Writes all bytes to standard output before it returns, so that nothing is lost at any exit; ends the process quietly when the reader has gone. */
export function print(bytes) {
  writeAll(1, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
}

/** Writes all bytes to standard error before it returns. */
export function printError(text) {
  writeAll(2, Buffer.from(text));
}

/** Prints one message as one line of JSON. */
export function printMessage(message) {
  print(`${JSON.stringify(message)}\n`);
}

/** Blocks the whole process for so many milliseconds. */
export function pause(milliseconds) {
  if (milliseconds > 0) Atomics.wait(clock, 0, 0, milliseconds);
}

function writeAll(descriptor, bytes) {
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      if (error.code === "EPIPE") process.exit(0);
      if (error.code !== "EAGAIN") throw error;
      pause(1);
    }
  }
}
