const special = /[\\'"\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;
const unprintable = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;
const short: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", " ": " " };

/** A text as Python's `repr` prints it: in single quotes unless it holds some and no double ones. */
export function representText(text: string): string {
  if (!special.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let printed = quote;
  for (const character of text) {
    if (character === quote) printed += `\\${character}`;
    else if (Object.hasOwn(short, character)) printed += short[character];
    else printed += unprintable.test(character) ? escapeCharacter(character) : character;
  }
  return printed + quote;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hexadecimal = code.toString(16);
  if (code <= 0xff) return `\\x${hexadecimal.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hexadecimal.padStart(4, "0")}` : `\\U${hexadecimal.padStart(8, "0")}`;
}
