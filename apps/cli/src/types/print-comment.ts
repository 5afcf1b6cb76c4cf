import { escapeLine } from "../terminal/escape-text.ts";

/** A doc comment of one line, which its text cannot end: names and descriptions come from connectors. */
export function printComment(text: string, indent = ""): string {
  return `${indent}/** ${escapeLine(text).replaceAll("*/", "*\\/")} */\n`;
}
