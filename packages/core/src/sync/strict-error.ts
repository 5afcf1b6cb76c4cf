import { AirdockError } from "../error/airdock-error.ts";

/** The error of a run with `strict` in which a rule is broken (STRICT_VIOLATED). */
export function createStrictError(message: string): AirdockError {
  return new AirdockError(message, {
    code: "STRICT_VIOLATED",
    hint: "What was earned before is kept. Leave strict out to report such things and go on.",
  });
}
