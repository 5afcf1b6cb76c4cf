import { AirdockError } from "../error/airdock-error.ts";
import { parseDuration } from "./parse-duration.ts";
import type { FinalizeCadence } from "./sync-options.ts";

/**
 * How often rows become visible, as people write it: `50rows`, `500ms`, `10000rows,30s`. What the text does not say keeps its default.
 * Throws USAGE, which names `where` the text stands.
 */
export function parseCadence(text: string, where: string): Partial<FinalizeCadence> {
  const parts = text.split(",").map((part) => readPart(part.trim()));
  const said = new Set(parts.flatMap((part) => Object.keys(part ?? {})));
  if (parts.every((part) => part !== undefined) && said.size === parts.length) return Object.assign({}, ...parts);
  throw new AirdockError(`${where} ${text} says no number of rows and no duration.`, {
    code: "USAGE",
    hint: `Write rows, a duration, or one of each: ${where} 50rows, 500ms, or 10000rows,30s.`,
  });
}

function readPart(part: string): Partial<FinalizeCadence> | undefined {
  const [, count] = /^(\d+) ?rows?$/.exec(part) ?? [];
  if (count !== undefined) return isUsable(Number(count)) ? { rows: Number(count) } : undefined;
  // A number alone could be either.
  const duration = /\d$/.test(part) ? undefined : parseDuration(part);
  return duration !== undefined && isUsable(duration) ? { seconds: duration / 1000 } : undefined;
}

function isUsable(count: number): boolean {
  return count >= 1 && count <= Number.MAX_SAFE_INTEGER;
}
