import type { Redactor } from "@airdock/core";

/** A line that is longer than this is passed on as it comes, in bytes: messages for people are short. */
const longestLine = 1 << 20;

/** Messages that people read; all others are data, which is never altered. */
const forPeople = new Set(["LOG", "TRACE", "CONNECTION_STATUS"]);

/** What a connector prints, with the secrets taken out of messages for people and of lines that are no messages; the rest byte for byte. */
export async function* redactMessages(
  stdout: AsyncIterable<Uint8Array>,
  redactor: Redactor,
): AsyncGenerator<Uint8Array> {
  let pending = Buffer.alloc(0);
  let isLong = false;
  for await (const chunk of stdout) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = Buffer.concat([pending, rest.subarray(0, end + 1)]);
      yield isLong ? line : redactLine(line, redactor);
      [pending, rest, isLong] = [Buffer.alloc(0), rest.subarray(end + 1), false];
    }
    pending = Buffer.concat([pending, rest]);
    if (pending.length > longestLine) {
      yield pending;
      [pending, isLong] = [Buffer.alloc(0), true];
    }
  }
  if (pending.length > 0) yield isLong ? pending : redactLine(pending, redactor);
}

function redactLine(line: Buffer, redactor: Redactor): Uint8Array {
  const text = line.toString("utf8");
  return isData(text) ? line : Buffer.from(redactor.redact(text));
}

function isData(text: string): boolean {
  // The usual record need not be parsed.
  if (/^\{"type": ?"(?:RECORD|STATE)"/.test(text)) return true;
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null && "type" in message && !forPeople.has(String(message.type));
  } catch {
    return false;
  }
}
