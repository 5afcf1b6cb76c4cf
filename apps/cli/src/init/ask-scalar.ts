import { type ConfigEntry, type JsonObject, type JsonValue, parseExact, validateConfig } from "@airdock/core";
import type { ConfigAsker } from "./config-asker.ts";
import { describeField, exampleOf, typeOf } from "./spec-field.ts";

/** Asks for one value until the spec takes it. Left empty, an optional value is undefined. */
export async function askScalar(
  key: string,
  schema: JsonObject,
  isRequired: boolean,
  asker: ConfigAsker,
  path: readonly string[],
): Promise<ConfigEntry | undefined> {
  const { prompter } = asker;
  const message = describeField(key, schema);
  if (schema.airbyte_secret === true) return askSecret(message, asker, path, schema.default !== undefined);
  if (Array.isArray(schema.enum)) return chooseOne(message, schema.enum, schema.default, asker, path);
  if (typeOf(schema) === "boolean") return prompter.confirm({ message, initial: schema.default === true });
  for (;;) {
    const answer = await prompter.text({ message, path: path.join("."), ...hints(schema) });
    const text = (answer === "" && schema.default !== undefined ? asText(schema.default) : answer).trim();
    if (text === "" && !isRequired) return undefined;
    const value = readAnswer(text, schema);
    const finding = await findProblem(key, schema, value);
    if (finding === undefined) return value;
    prompter.warn(finding);
  }
}

async function askSecret(
  message: string,
  { prompter, keepSecret }: ConfigAsker,
  path: readonly string[],
  isAnswered: boolean,
): Promise<ConfigEntry> {
  const way = isAnswered ? "enter to leave it as it is" : "enter to fill it in later";
  const value = await prompter.secret({ message: `${message} (kept in .env; ${way})` });
  return keepSecret(path, value.trim());
}

async function chooseOne(
  message: string,
  values: readonly JsonValue[],
  initial: JsonValue | undefined,
  { prompter }: ConfigAsker,
  path: readonly string[],
): Promise<ConfigEntry | undefined> {
  const at = values.indexOf(initial ?? null);
  const options = values.map((value, index) => ({ value: index, label: asText(value) }));
  const index = await prompter.choose({ message, path: path.join("."), options, ...(at < 0 ? {} : { initial: at }) });
  return values[index] as ConfigEntry;
}

function hints(schema: JsonObject): { readonly initial?: string; readonly placeholder?: string } {
  const example = exampleOf(schema) ?? formatExample(schema);
  return {
    ...(schema.default === undefined ? {} : { initial: asText(schema.default) }),
    ...(example === undefined ? {} : { placeholder: example }),
  };
}

function formatExample({ format }: JsonObject): string | undefined {
  if (format === "date") return "2024-01-31";
  return format === "date-time" ? "2024-01-31T00:00:00Z" : undefined;
}

/** What was typed in the spec's type; a day where a time is asked for is its midnight in UTC. */
function readAnswer(text: string, schema: JsonObject): ConfigEntry {
  const type = typeOf(schema);
  if (type !== "string") {
    try {
      return parseExact(text) as ConfigEntry;
    } catch {
      return text;
    }
  }
  const wantsTime = schema.format === "date-time" || /T\[0-9\]|T\\d/.test(asText(schema.pattern));
  return wantsTime && /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
}

async function findProblem(key: string, schema: JsonObject, value: ConfigEntry): Promise<string | undefined> {
  if (value === "") return `${key} is required`;
  const format = findFormatProblem(key, schema, value);
  if (format !== undefined) return format;
  const [finding] = await validateConfig(
    { type: "object", properties: { [key]: schema } },
    { [key]: value as JsonValue },
  );
  return finding === undefined ? undefined : `${finding.path} ${finding.message}`;
}

/** Validation is lenient with formats, as connectors are; a person who types one is helped. */
function findFormatProblem(key: string, { format }: JsonObject, value: ConfigEntry): string | undefined {
  if ((format !== "date" && format !== "date-time") || typeof value !== "string") return undefined;
  const isDate = /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
  return isDate
    ? undefined
    : `${key} is no ${format === "date" ? "date" : "time"}, for example ${formatExample({ format })}`;
}

function asText(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
