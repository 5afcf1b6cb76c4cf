import { AirdockError } from "../error/airdock-error.ts";
import { suggestName } from "../error/nearest-name.ts";
import type { AirbyteStream } from "../protocol/catalog.ts";
import { readKey, readPath } from "./read-key.ts";
import type { StreamOptions } from "./sync-options.ts";

/** The options of a stream and, for those with a choice, what can be chosen. */
const choices: Readonly<Record<keyof StreamOptions, readonly string[] | undefined>> = {
  mode: ["auto", "append", "replace", "merge"],
  key: undefined,
  cursor: undefined,
  columns: undefined,
  undeclared: ["add", "ignore"],
  onTypeChange: ["widen", "null", "stop"],
  deletes: ["hard", "soft"],
  trailing: ["keep", "discard"],
};

/**
 * Checks the options of a stream: known words, and properties that the schema declares (a schema without properties is
 * open). Throws STREAM_OPTION_INVALID.
 */
export function checkStreamOptions(stream: AirbyteStream, options: StreamOptions): void {
  for (const [option, value] of Object.entries(options)) {
    const known = Object.entries(choices).find(([name]) => name === option);
    if (known === undefined) throw invalid(stream, option, "does not exist", suggestName(option, Object.keys(choices)));
    const [, words] = known;
    if (words === undefined || words.includes(value)) continue;
    throw invalid(stream, option, `cannot be ${String(value)}`, suggestName(String(value), words));
  }
  const declared = Object.keys(stream.json_schema.properties ?? {});
  for (const { option, field } of namedFields(options)) {
    if (field === undefined) throw invalid(stream, option, "names no property", "Give the name of a property.");
    if (declared.length === 0 || declared.includes(field)) continue;
    throw invalid(stream, option, `names ${field}, which its schema does not have`, suggestName(field, declared));
  }
}

function namedFields(options: StreamOptions): { readonly option: string; readonly field: string | undefined }[] {
  const cursor = readPath(options.cursor);
  return [
    ...(readKey(options.key) ?? []).map(([field]) => ({ option: "key", field })),
    ...(cursor === undefined ? [] : [{ option: "cursor", field: cursor[0] }]),
    ...Object.keys(options.columns ?? {}).map((field) => ({ option: "columns", field })),
  ];
}

function invalid(stream: AirbyteStream, option: string, what: string, hint: string): AirdockError {
  return new AirdockError(`Stream ${stream.name}: the option ${option} ${what}.`, {
    code: "STREAM_OPTION_INVALID",
    hint,
    data: { stream: stream.name, option },
  });
}
