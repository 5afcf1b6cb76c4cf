import type { JsonObject } from "@airdock/core";
import { printJsonType } from "./print-json-type.ts";
import { pascalCase } from "./print-tables.ts";

/** A source whose config gets a type. */
export interface TypedSource {
  /** As the config file names it. */
  readonly reference: string;
  readonly specification: JsonObject;
}

/** The types of connectors' configs, which `defineConfig` then checks. */
export function printConfigs(sources: readonly TypedSource[]): string {
  if (sources.length === 0) return "";
  const named = sources.map((source) => ({
    ...source,
    name: `${pascalCase(source.reference.replace(/^[a-z]+:/, ""))}Config`,
  }));
  const types = named.map(
    ({ name, reference, specification }) =>
      `/** The config of ${reference}. */\nexport type ${name} = ${printJsonType(specification)};\n`,
  );
  const entries = named.map(({ name, reference }) => `    ${JSON.stringify(reference)}: ${name};\n`);
  return [
    ...types,
    `declare global {\n  /** What \`defineConfig\` knows of sources. */\n  interface AirdockSourceConfigs {\n${entries.join("")}  }\n}\n`,
  ].join("\n");
}
