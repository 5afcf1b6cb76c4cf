import { AirdockError } from "@airdock/core";

/** Reads a `--limit`; undefined is none. Throws USAGE. */
export function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new AirdockError(`--limit ${text} is not a count.`, {
    code: "USAGE",
    hint: "Write a whole number, such as --limit 10.",
  });
}

/** Reads the number of a run; undefined is none. Throws USAGE. */
export function readRunNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new AirdockError(`${text} is not the number of a run.`, {
    code: "USAGE",
    hint: "`airdock runs` lists them.",
  });
}
