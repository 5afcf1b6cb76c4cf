import type { JsonObject } from "@airdock/core";
import { printComment } from "./print-comment.ts";
import { printLiteral } from "./print-literal.ts";
import { printJsonType } from "./print-json-type.ts";
import { nameTypes } from "./name-types.ts";

/** A source whose config gets a type. */
export interface TypedSource {
  /** As the config file names it. */
  readonly reference: string;
  readonly specification: JsonObject;
}

/** The types of connectors' configs, which `defineConfig` then checks. */
export function printConfigs(sources: readonly TypedSource[], taken: Set<string>): string {
  if (sources.length === 0) return "";
  const texts = sources.map(({ reference }) => reference.replace(/^[a-z]+:/, ""));
  const names = nameTypes(texts, taken, "Config");
  const named = sources.map((source, index) => ({ ...source, name: names[index] ?? "" }));
  const types = named.map(
    ({ name, reference, specification }) =>
      `${printComment(`The config of ${reference}.`)}export type ${name} = ${printJsonType(specification)};\n`,
  );
  const entries = named.map(({ name, reference }) => `    ${printLiteral(reference)}: ${name};\n`);
  return [
    ...types,
    `declare global {\n  /** What \`defineConfig\` knows of sources. */\n  interface AirdockSourceConfigs {\n${entries.join("")}  }\n}\n`,
  ].join("\n");
}
