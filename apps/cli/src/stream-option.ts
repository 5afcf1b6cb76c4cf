import { AirdockError, type StreamOptions } from "@airdock/core";

const READERS: Record<string, (text: string) => StreamOptions> = {
  mode: (text) => ({ mode: oneOf(text, ["auto", "append", "replace", "merge"], "mode") }),
  key: (text) => ({ key: text }),
  cursor: (text) => ({ cursor: text }),
  undeclared: (text) => ({ undeclared: oneOf(text, ["add", "ignore"], "undeclared") }),
  onTypeChange: (text) => ({ onTypeChange: oneOf(text, ["widen", "null", "stop"], "onTypeChange") }),
  deletes: (text) => ({ deletes: oneOf(text, ["hard", "soft"], "deletes") }),
  trailing: (text) => ({ trailing: oneOf(text, ["keep", "discard"], "trailing") }),
};

/**
 * Reads `--stream-option users.key=id` into options by stream; `*` holds for all. Keys and
 * cursors stay texts, which the stream's schema takes apart. Throws USAGE.
 */
export function readStreamOptions(options: readonly string[]): Record<string, StreamOptions> {
  const read = options.map(readOption);
  return Object.fromEntries(
    read.map(({ stream }) => [stream, merge(read.filter((option) => option.stream === stream))]),
  );
}

function merge(options: readonly { readonly change: StreamOptions }[]): StreamOptions {
  const columns = Object.assign({}, ...options.map(({ change }) => change.columns));
  return Object.assign(
    {},
    ...options.map(({ change }) => change),
    Object.keys(columns).length === 0 ? {} : { columns },
  );
}

function readOption(option: string): { readonly stream: string; readonly change: StreamOptions } {
  const match = /^(.+?)\.(columns\.(.+?)|[A-Za-z]+)=(.*)$/s.exec(option);
  if (match === null) throw usage(`--stream-option ${option} is not STREAM.key=value.`);
  const [, stream = "", key = "", column, text = ""] = match;
  if (column !== undefined) return { stream, change: { columns: { [column]: text } } };
  const read = READERS[key];
  if (read === undefined)
    throw usage(`--stream-option knows no ${key}, only ${Object.keys(READERS).join(", ")} and columns.NAME.`);
  return { stream, change: read(text) };
}

function oneOf<const Choice extends string>(text: string, choices: readonly Choice[], name: string): Choice {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw usage(`${name} is one of ${choices.join(", ")}, not ${text}.`);
  return found;
}

function usage(message: string): AirdockError {
  return new AirdockError(message, {
    code: "USAGE",
    hint: "For example: --stream-option users.mode=merge --stream-option users.key=id",
  });
}
