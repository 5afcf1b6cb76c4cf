import { authenticatorFields } from "./schema/authenticator-fields.ts";
import type { ComponentFields } from "./schema/component-fields.ts";
import { pageFields } from "./schema/page-fields.ts";
import { recordFields } from "./schema/record-fields.ts";
import { requestFields } from "./schema/request-fields.ts";
import { retrieverFields } from "./schema/retriever-fields.ts";
import { retryFields } from "./schema/retry-fields.ts";
import { sourceFields } from "./schema/source-fields.ts";
import { specFields } from "./schema/spec-fields.ts";
import { type FieldKind, readFieldKind } from "./field-kind.ts";

/** What a component of a type may hold. */
export interface ComponentKind {
  readonly required: readonly string[];
  readonly fields: ReadonlyMap<string, FieldKind>;
  /** The words its `type` may be; empty where it has none. */
  readonly types: readonly string[];
  /** Whether it may hold nothing else. */
  readonly isClosed: boolean;
}

const written: ComponentFields = {
  ...sourceFields,
  ...specFields,
  ...authenticatorFields,
  ...requestFields,
  ...retryFields,
  ...pageFields,
  ...retrieverFields,
  ...recordFields,
};

const closed = new Set(["DeclarativeSource", "ConfigNormalizationRules", "JwtHeaders", "JwtPayload"]);
const kinds = new Map<string, ComponentKind>();

/** The kind of a type; undefined where the type is unknown. Read when it is first needed: a manifest uses few of them. */
export function findComponentKind(type: string): ComponentKind | undefined {
  const known = kinds.get(type);
  if (known !== undefined) return known;
  const fields = Object.hasOwn(written, type) ? written[type] : undefined;
  if (fields === undefined) return undefined;
  const kind = readKind(fields, closed.has(type));
  kinds.set(type, kind);
  return kind;
}

function readKind(written: Readonly<Record<string, string>>, isClosed: boolean): ComponentKind {
  const fields = new Map<string, FieldKind>();
  for (const [name, text] of Object.entries(written)) fields.set(name.replace("!", ""), readFieldKind(text));
  const types = (fields.get("type") ?? []).flatMap((item) => (item.sort === "word" ? item.word : []));
  const required = Object.keys(written).flatMap((name) => (name.endsWith("!") ? name.slice(0, -1) : []));
  return { required, fields, types, isClosed };
}

/** The types of all components this engine runs. */
export const componentTypes: readonly string[] = Object.values(written).flatMap((fields) => {
  const [, type] = /^'(\w+)'$/u.exec(fields["type!"] ?? fields["type"] ?? "") ?? [];
  return type === undefined || type.startsWith("Custom") ? [] : [type];
});
