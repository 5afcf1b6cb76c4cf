import { parseEnv } from "node:util";

/** Marks a value that `.env` files have no quotes for: it is a string of JSON. */
const jsonLine = /^\s*(?:export\s+)?([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*") # JSON\s*$/;

/** The variables of a `.env` file: as Node reads them, and lines that `printEnvLine` marked as JSON. */
export function parseEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseEnv(text))) if (value !== undefined) variables[name] = value;
  for (const line of text.split("\n")) {
    const [, name, json] = jsonLine.exec(line) ?? [];
    if (name !== undefined && json !== undefined) variables[name] = JSON.parse(json) as string;
  }
  return variables;
}

/** A line (or lines) of a `.env` file that read back as exactly this value. */
export function printEnvLine(name: string, value: string): string {
  const spellings = [value, ...["'", "`", '"'].map((quote) => `${quote}${value}${quote}`)];
  const exact = spellings.filter((text) => (text === value ? /^[\w./:@+-]*$/.test(value) : true));
  // A line after it is to be read as well: a quote in the value could swallow it.
  const isRead = (line: string): boolean => {
    const { [name]: read, AIRDOCK_NEXT: next } = parseEnv(`${line}\nAIRDOCK_NEXT=1\n`);
    return read === value && next === "1";
  };
  const line = exact.map((text) => `${name}=${text}`).find(isRead);
  return line ?? `${name}=${JSON.stringify(value)} # JSON`;
}
