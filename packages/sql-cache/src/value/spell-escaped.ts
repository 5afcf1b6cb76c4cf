import type { ValueRules } from "./value-rules.ts";

/** Text with escapes (`\ud800`) for what the database cannot spell: half surrogate pairs, and NUL where that cannot be. */
export function spellEscaped(text: string, { nulInText }: Pick<ValueRules, "nulInText">): string {
  const whole = text.isWellFormed() ? text : text.replace(loneSurrogates, escapeOf);
  return nulInText ? whole : whole.replaceAll("\0", escapeOf);
}

const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
