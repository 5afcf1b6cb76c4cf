import { printLiteral } from "../types/print-literal.ts";
import { type ConfigEntry, isEnvReference } from "@airdock/core";

/** The ways a config file is written. */
export type ConfigFormat = "ts" | "js" | "yaml" | "json";

/** A part of a config as TypeScript: keys without quotes where they need none, `env("NAME")` for what comes from the environment. */
export function printTypescript(value: unknown, indent = ""): string {
  if (isEnvReference(value)) return `env(${printLiteral(value.env)})`;
  if (Array.isArray(value)) return `[${value.map((item) => printTypescript(item, `${indent}  `)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return printLiteral(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(
    ([key, child]) => `${inner}${printKey(key)}: ${printTypescript(child, inner)},\n`,
  );
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}

/** A part of a config as JSON and YAML have it: `${NAME}` for what comes from the environment, `$${` for a `${` that is meant. */
export function toPlain(value: ConfigEntry | undefined): unknown {
  if (isEnvReference(value)) return `\${${value.env}}`;
  if (typeof value === "string") return value.replaceAll("${", () => "$${");
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, toPlain(child as ConfigEntry)]));
}

function printKey(key: string): string {
  // Written plainly, this one would set the prototype.
  if (key === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printLiteral(key);
}
