import { type ConfigEntry, type ConfigObject, isEnvReference, type JsonObject, type JsonValue } from "@airdock/core";
import { askArray } from "./ask-array.ts";
import { askScalar } from "./ask-scalar.ts";
import type { ConfigAsker } from "./config-asker.ts";
import { describeField, listBranches, listFields, sentenceOf, type SpecField, titleOf, typeOf } from "./spec-field.ts";

/**
 * Asks for a connector's config along its spec: what is required in the spec's order, one of the alternatives where there are several, and
 * of what is optional only what the person picks; the rest gets its default, as in the forms of Airbyte, on which connectors rely. What
 * `given` has is not asked for; constants and hidden defaults fill themselves in.
 */
export async function askConfig(
  schema: JsonObject,
  asker: ConfigAsker,
  given: ConfigObject = {},
  path: readonly string[] = [],
): Promise<ConfigObject> {
  const branch = await chooseBranch(schema, asker, given, path);
  const parts = [schema, ...(branch === undefined ? [] : [branch])];
  const fields = parts.flatMap(listFields).filter((field) => !(field.key in given) || isForm(field.schema));
  const constants = fields
    .filter(isConstant)
    .map(({ key, schema: { const: constant, enum: only } }) => [key, constant ?? (only as ConfigEntry[])[0]]);
  const config: Record<string, ConfigEntry> = {
    ...given,
    ...hiddenDefaults(parts),
    ...(Object.fromEntries(constants) as ConfigObject),
  };
  for (const field of fields) if (field.isRequired && !isConstant(field)) await askField(field, asker, config, path);
  const optional = fields.filter((field) => !field.isRequired && !isConstant(field) && !(field.key in given));
  const picked = await pickOptional(optional, asker, path);
  for (const field of picked) await askField(field, asker, config, path);
  for (const {
    key,
    schema: { default: initial, airbyte_secret: isSecret },
  } of optional)
    if (isPlain(initial) && isSecret !== true) config[key] ??= initial;
  return inOrder(parts, config);
}

async function askField(
  { key, schema, isRequired }: SpecField,
  asker: ConfigAsker,
  config: Record<string, ConfigEntry>,
  path: readonly string[],
): Promise<void> {
  const here = [...path, key];
  const value = await askValue({ key, schema, isRequired }, config[key], asker, here);
  if (value !== undefined) config[key] = value;
}

async function askValue(
  { key, schema: own, isRequired }: SpecField,
  given: ConfigEntry | undefined,
  asker: ConfigAsker,
  path: readonly string[],
): Promise<ConfigEntry | undefined> {
  const earlier = entryAt(asker.before, path);
  const schema = earlier === undefined || isGivenObject(earlier) ? own : { ...own, default: earlier as JsonValue };
  if (typeOf(schema) === "object" && isForm(schema)) {
    if (listBranches(schema).length === 0) asker.prompter.say(describeField(key, schema));
    return askConfig(schema, asker, isGivenObject(given) ? given : {}, path);
  }
  if (typeOf(schema) === "array") {
    const askItem = (item: JsonObject): Promise<ConfigObject> => askConfig(item, asker, {}, path);
    return askArray(key, schema, isRequired, { ...asker, askItem });
  }
  return askScalar(key, schema, isRequired, asker, path);
}

/** An object whose members can be asked for one by one. */
function isForm(schema: JsonObject): boolean {
  return listFields(schema).length > 0 || listBranches(schema).length > 0;
}

function isGivenObject(value: ConfigEntry | undefined): value is ConfigObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isEnvReference(value);
}

async function chooseBranch(
  schema: JsonObject,
  { prompter, before }: ConfigAsker,
  given: ConfigObject,
  path: readonly string[],
): Promise<JsonObject | undefined> {
  const branches = listBranches(schema);
  const meant = branches.find((branch) => isGiven(branch.schema, given));
  if (branches.length < 2 || meant !== undefined) return (meant ?? branches[0])?.schema;
  const earlier = entryAt(before, path);
  const at = isGivenObject(earlier) ? branches.findIndex((branch) => isGiven(branch.schema, earlier)) : -1;
  const index = await prompter.choose({
    message: describeField(path.at(-1) ?? "How", schema),
    path: path.join("."),
    ...(at < 0 ? {} : { initial: at }),
    options: branches.map(({ title }, value) => ({ value, label: title })),
  });
  return branches[index]?.schema;
}

/** The alternative whose constant the given config already has. */
function isGiven(branch: JsonObject, given: ConfigObject): boolean {
  return listFields(branch).some(
    (field) =>
      isConstant(field) &&
      field.key in given &&
      given[field.key] === (field.schema.const ?? (field.schema.enum as ConfigEntry[])[0]),
  );
}

/** A property with one possible value tells alternatives apart; nobody is asked for it. */
function isConstant({ schema }: SpecField): boolean {
  return schema.const !== undefined || (Array.isArray(schema.enum) && schema.enum.length === 1);
}

async function pickOptional(
  fields: readonly SpecField[],
  { prompter, before }: ConfigAsker,
  path: readonly string[],
): Promise<SpecField[]> {
  if (fields.length === 0) return [];
  const isAnswered = ({ key, schema }: SpecField): boolean =>
    ![undefined, schema.default].includes(entryAt(before, [...path, key]) as JsonValue | undefined);
  const about = path.length === 0 ? "Optional settings" : `Optional settings of ${path.join(".")}`;
  const picked = await prompter.chooseSeveral({
    message: `${about} to fill in (enter for none)`,
    initial: fields.filter(isAnswered).map(({ key }) => key),
    options: fields.map(({ key, schema }) => {
      const hint = isPlain(schema.default) ? `default ${String(schema.default)}` : sentenceOf(schema);
      return { value: key, label: titleOf(key, schema), ...(hint === "" ? {} : { hint }) };
    }),
  });
  return fields.filter(({ key }) => picked.includes(key));
}

/** A default that says a value by itself. */
function isPlain(value: JsonValue | undefined): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value) && value !== "";
}

/** What a config has at a path. */
function entryAt(config: ConfigObject | undefined, path: readonly string[]): ConfigEntry | undefined {
  return path.reduce<ConfigEntry | undefined>((entry, key) => (isGivenObject(entry) ? entry[key] : undefined), config);
}

function hiddenDefaults(parts: readonly JsonObject[]): ConfigObject {
  const hidden = parts.flatMap(({ properties, required }) =>
    Object.entries((properties ?? {}) as Record<string, JsonObject>).filter(
      ([key, schema]) => schema.airbyte_hidden === true && Array.isArray(required) && required.includes(key),
    ),
  );
  const values = hidden.map(([key, schema]) => [key, schema.const ?? schema.default] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as ConfigObject;
}

/** The keys as the spec orders them, whatever was asked first. */
function inOrder(parts: readonly JsonObject[], config: ConfigObject): ConfigObject {
  const order = parts.flatMap(listFields).map(({ key }) => key);
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(config).toSorted(([one], [other]) => place(one) - place(other)));
}
