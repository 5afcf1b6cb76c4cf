import type { JsonObject, JsonValue } from "@airdock/core";
import type { Command } from "../command.ts";
import { openProject } from "../open-project.ts";
import { openTarget, type SourceFlags } from "../open-source.ts";
import { renderTable } from "../render-table.ts";
import { findTarget } from "../source-target.ts";
import { stripMarkup } from "../strip-markup.ts";

/** `airdock spec`: what a source can be configured with; `--json` is the connector's own document. */
export const spec: Command<SourceFlags> = async ({ args, options, terminal, signal }) => {
  const target = findTarget(args[0] ?? "", await openProject(options, terminal));
  const source = await openTarget(
    { ...target, readConfig: () => ({}), textPaths: () => [] },
    options,
    terminal,
    signal,
  );
  const answer = await source.spec({ signal });
  if (options.json === true) {
    await terminal.json(`${JSON.stringify(answer)}\n`);
    return 0;
  }
  const rows = listProperties(answer.connectionSpecification, "");
  await terminal.out(
    rows.length === 0 ? "nothing to configure\n" : `${renderTable(COLUMNS, rows, terminal.outColumns)}\n`,
  );
  if (answer.documentationUrl !== undefined)
    terminal.err(terminal.style("dim", `documentation: ${answer.documentationUrl}`));
  return 0;
};

const COLUMNS = [
  { title: "option" },
  { title: "type", wraps: true },
  { title: "" },
  { title: "default" },
  { title: "what it is", wraps: true },
];

/** A row per option, nested ones by their path, those of `oneOf` choices under the choice's title. */
function listProperties(schema: JsonObject, prefix: string): string[][] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  const ordered = Object.entries(properties).toSorted(([, one], [, other]) => orderOf(one) - orderOf(other));
  const own = ordered.flatMap(([name, property]) => {
    if (!isObject(property)) return [];
    const path = `${prefix}${name}`;
    return [
      [
        path,
        describeType(property),
        required.includes(name) ? "required" : "",
        describeDefault(property),
        text(property.description) || text(property.title),
      ],
      ...listProperties(property, `${path}.`),
    ];
  });
  const choices = Array.isArray(schema.oneOf) ? schema.oneOf.filter(isObject) : [];
  return [
    ...own,
    ...choices.flatMap((choice) => [
      [`${prefix.slice(0, -1)}:`, "", "", "", `one choice: ${text(choice.title)}`],
      ...listProperties(choice, prefix),
    ]),
  ];
}

/** As Airbyte's interface sorts its forms. */
function orderOf(property: JsonValue): number {
  return isObject(property) && typeof property.order === "number" ? property.order : Number.MAX_SAFE_INTEGER;
}

function describeType(property: JsonObject): string {
  if (property.const !== undefined) return JSON.stringify(property.const);
  const type = [property.type]
    .flat()
    .filter((name) => name !== "null")
    .join(" or ");
  const secret = property.airbyte_secret === true ? " (secret)" : "";
  const format = typeof property.format === "string" && type === "string" ? property.format : type;
  return (
    (Array.isArray(property.enum) ? property.enum.join(" | ") : Array.isArray(property.oneOf) ? "one of" : format) +
    secret
  );
}

function describeDefault(property: JsonObject): string {
  return property.default === undefined ? "" : JSON.stringify(property.default);
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? stripMarkup(value) : "";
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
