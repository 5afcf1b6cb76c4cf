import { parse } from "csv-parse";
import { createDecoder } from "../request/decode-text.ts";
import { TracedError } from "../stream/traced-error.ts";
import { notInCharset } from "./split-lines.ts";
import type { PythonDict } from "../python/value.ts";
import { type Bytes, portionSize } from "./body-parser.ts";

/** How a CSV body is written. */
export interface CsvOptions {
  readonly encoding: string;
  /** One character, or an escape such as `\t`. */
  readonly delimiter: string;
  /** Values that stand for null. */
  readonly nulls: readonly string[];
}

/** CSV with a header line: a dict per row. A short row has nulls at its end, as with Python's DictReader. */
export async function* parseCsv(bytes: Bytes, options: CsvOptions): AsyncGenerator<readonly PythonDict[]> {
  const parser = parse({
    delimiter: options.delimiter.replace("\\t", "\t").replace("\\n", "\n"),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const fed = feed(bytes, options.encoding, parser);
  let header: string[] | undefined;
  let portion: PythonDict[] = [];
  let failure: Error | undefined;
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      if (header === undefined) {
        header = row;
        continue;
      }
      portion.push(toDict(header, row, options.nulls));
      if (portion.length < portionSize) continue;
      yield portion;
      portion = [];
    }
    await fed;
  } catch (error) {
    failure = error as Error;
  }
  if (portion.length > 0) yield portion;
  // The rows before a broken one are good.
  if (failure !== undefined) throw failure instanceof TracedError ? failure : brokenCsv(failure);
}

function brokenCsv(cause: Error): TracedError {
  const message = `The answer is not CSV: ${cause.message}`;
  return new TracedError(message, { failureType: "transient_error", internalMessage: message, cause });
}

async function feed(
  bytes: Bytes,
  encoding: string,
  parser: NodeJS.WritableStream & { destroy(error: Error): void },
): Promise<void> {
  const decoder = createDecoder(encoding);
  const decode = (work: () => string): string => {
    try {
      return work();
    } catch (cause) {
      throw notInCharset(encoding, cause);
    }
  };
  try {
    for await (const piece of bytes)
      if (!parser.write(decode(() => decoder.decode(piece, { stream: true }))))
        await new Promise((resolve) => parser.once("drain", resolve));
    parser.end(decode(() => decoder.decode()));
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function toDict(header: readonly string[], row: readonly string[], nulls: readonly string[]): PythonDict {
  const dict: PythonDict = {};
  for (const [index, name] of header.entries()) {
    const value = row[index];
    dict[name] = value === undefined || nulls.includes(value) ? null : value;
  }
  if (row.length > header.length) dict["null"] = row.slice(header.length);
  return dict;
}
