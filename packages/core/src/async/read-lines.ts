import type { Readable } from "node:stream";

/** The lines of a text stream (UTF-8; `\n` or `\r\n`). A line longer than `longest` characters comes in pieces. */
export async function* readLines(stream: Readable, longest = 8_192): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  let pending = "";
  for await (const chunk of stream) {
    const lines = `${pending}${chunk}`.split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) yield* pieces(line.replace(/\r$/, ""), longest);
    if (pending.length >= longest) {
      yield pending;
      pending = "";
    }
  }
  if (pending !== "") yield* pieces(pending, longest);
}

function* pieces(line: string, longest: number): Generator<string> {
  let start = 0;
  do yield line.slice(start, start + longest);
  while ((start += longest) < line.length);
}
