import { buildCounterpart } from "../custom/find-counterpart.ts";
import type { Component } from "../load/component.ts";
import type { PythonDict } from "../python/value.ts";
import { addFields } from "./add-fields.ts";
import { dpathFlattenFields } from "./dpath-flatten-fields.ts";
import { flattenFields } from "./flatten-fields.ts";
import { keysReplace } from "./keys-replace.ts";
import { keysToLower } from "./keys-to-lower.ts";
import { keysToSnakeCase } from "./keys-to-snake-case.ts";
import { removeFields } from "./remove-fields.ts";
import type { Transformation } from "./transformation.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

type CreateTransformation = (component: Component, config: PythonDict) => Transformation;

const byType: Readonly<Record<string, CreateTransformation>> = {
  AddFields: addFields,
  RemoveFields: removeFields,
  KeysToLower: () => keysToLower,
  KeysToSnakeCase: () => keysToSnakeCase,
  KeysReplace: keysReplace,
  FlattenFields: flattenFields,
  DpathFlattenFields: dpathFlattenFields,
};

/** The transformation of one of the `transformations`. */
export function createTransformation(component: Component, config: PythonDict): Transformation {
  const create = byType[component.type];
  if (create !== undefined) return create(component, config);
  const counterpart = buildCounterpart(component, "transformation", config);
  if (counterpart === undefined) throw new UnsupportedComponent(component);
  return (record, slice) => counterpart(record, slice === null ? null : slice.entries);
}
