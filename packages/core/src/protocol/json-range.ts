/** Where a value stands in JSON text: [start, end), without the white space around it. */
export interface JsonRange {
  readonly start: number;
  readonly end: number;
}

/** The range of the value that all of `text` is. As everywhere here, `text` must be valid JSON. */
export function valueRange(text: string): JsonRange {
  const start = skipSpace(text, 0);
  return { start, end: skipValue(text, start) };
}

/** The range of an object's member; of a key that comes twice the last one, as in `JSON.parse`. */
export function memberRange(text: string, object: JsonRange, key: string): JsonRange | undefined {
  if (text[object.start] !== "{") return undefined;
  let found: JsonRange | undefined;
  let position = skipSpace(text, object.start + 1);
  while (text[position] === '"') {
    const keyEnd = skipString(text, position);
    const isKey = JSON.parse(text.slice(position, keyEnd)) === key;
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, start);
    if (isKey) found = { start, end };
    position = skipSeparator(text, end);
  }
  return found;
}

/** The ranges of an array's elements, in order; none when the value is no array. */
export function elementRanges(text: string, array: JsonRange): JsonRange[] {
  const ranges: JsonRange[] = [];
  if (text[array.start] !== "[") return ranges;
  let position = skipSpace(text, array.start + 1);
  while (position < array.end && text[position] !== "]") {
    const end = skipValue(text, position);
    ranges.push({ start: position, end });
    position = skipSeparator(text, end);
  }
  return ranges;
}

/** To the end of the value that begins at `start`. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  let position = start;
  do {
    const character = text[position];
    if (character === '"') {
      position = skipString(text, position);
      continue;
    }
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    else if (depth === 0) return skipScalar(text, position);
    position += 1;
  } while (depth > 0 && position < text.length);
  return position;
}

/** From an opening quote to behind the closing one. */
function skipString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === "\\") before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** To the end of a number, `true`, `false` or `null`. */
function skipScalar(text: string, start: number): number {
  let position = start;
  while (position < text.length && !/[\s,\]}]/.test(text.charAt(position))) position += 1;
  return position;
}

/** From the end of a value to the next one, or to the closing bracket. */
function skipSeparator(text: string, start: number): number {
  const position = skipSpace(text, start);
  return text[position] === "," ? skipSpace(text, position + 1) : position;
}

function skipSpace(text: string, start: number): number {
  let position = start;
  while (position < text.length && " \t\n\r".includes(text.charAt(position))) position += 1;
  return position;
}
