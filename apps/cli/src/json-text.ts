/** JSON text that is printed as it is, digit for digit. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The text without the white space between its parts; undefined where it is not JSON. */
  static read(text: string): JsonText | undefined {
    try {
      JSON.parse(text);
    } catch {
      return undefined;
    }
    return new JsonText(/\s/.test(text) ? removeSpace(text) : text);
  }
}

/** By hand: a pattern would run out of room in a text of many megabytes. */
function removeSpace(text: string): string {
  const parts: string[] = [];
  let start = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInString && code === backslash) at += 1;
    else if (code === quote) isInString = !isInString;
    else if (!isInString && code <= space) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return parts.join("") + text.slice(start);
}

const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;
