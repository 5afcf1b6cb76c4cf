import { boundTime } from "./bounded-time.ts";

/** Patterns with one repetition at most are done in no time. */
const repeated = /[*+}].*[*+}]/su;

/** Whether a text matches an author's pattern; one that tries for too long is ended. */
export function testPattern(pattern: RegExp, text: string): boolean {
  if (!repeated.test(pattern.source)) return pattern.test(text);
  return boundTime(
    () => pattern.test(text),
    () => `The pattern ${pattern.source}`,
  );
}
