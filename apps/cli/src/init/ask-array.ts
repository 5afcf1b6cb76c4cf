import { type ConfigEntry, type ConfigObject, type JsonObject, type JsonValue, parseExact } from "@airdock/core";
import type { Prompter } from "./prompter.ts";
import { asObject, describeField, exampleOf, listBranches, listFields, typeOf } from "./spec-field.ts";

/** Who is asked, and how one item that is an object is asked for. */
export interface ArrayAsker {
  readonly prompter: Prompter;
  readonly askItem: (schema: JsonObject) => Promise<ConfigObject>;
}

/** Asks for a list: of choices by picking, of objects one after the other, of anything else on one line with commas. */
export async function askArray(
  key: string,
  schema: JsonObject,
  isRequired: boolean,
  { prompter, askItem }: ArrayAsker,
): Promise<readonly ConfigEntry[] | undefined> {
  const items = asObject(schema.items);
  const message = describeField(key, schema);
  if (Array.isArray(items.enum)) return pickItems(message, items.enum, schema.default, prompter);
  if (listFields(items).length > 0 || listBranches(items).length > 0)
    return askItems(message, items, isRequired, { prompter, askItem });
  for (;;) {
    const example = exampleOf(schema) ?? exampleOf(items);
    const initial = Array.isArray(schema.default) ? schema.default.join(", ") : undefined;
    const text = await prompter.text({
      message: `${message} (several: separated by commas)`,
      ...(initial === undefined ? {} : { initial }),
      ...(example === undefined ? {} : { placeholder: example.replaceAll(/[[\]"]/g, "") }),
    });
    const values = text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
    if (values.length > 0) return values.map((value) => readItem(value, items));
    if (!isRequired) return undefined;
    prompter.warn(`${key} is required`);
  }
}

async function pickItems(
  message: string,
  values: readonly JsonValue[],
  initial: JsonValue | undefined,
  prompter: Prompter,
): Promise<ConfigEntry[]> {
  const chosen = Array.isArray(initial) ? initial : [];
  const picked = await prompter.chooseSeveral({
    message,
    options: values.map((value, index) => ({ value: index, label: String(value) })),
    initial: [...values.keys()].filter((index) => chosen.includes(values[index] ?? null)),
  });
  return picked.map((index) => values[index] as ConfigEntry);
}

async function askItems(
  message: string,
  items: JsonObject,
  isRequired: boolean,
  { prompter, askItem }: ArrayAsker,
): Promise<ConfigObject[]> {
  const found: ConfigObject[] = [];
  prompter.say(message);
  while (
    (isRequired && found.length === 0) ||
    (await prompter.confirm({ message: found.length === 0 ? "Add one?" : "Add another?" }))
  )
    found.push(await askItem(items));
  return found;
}

function readItem(text: string, items: JsonObject): ConfigEntry {
  if (typeOf(items) === "string") return text;
  try {
    return parseExact(text) as ConfigEntry;
  } catch {
    return text;
  }
}
