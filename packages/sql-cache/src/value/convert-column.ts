import type { JsonValue, StoredColumn } from "@airdock/core";
import { airbyteTypeOf, keyFormOf } from "../table/column-type.ts";
import { convertValue } from "./convert-value.ts";
import type { ConvertedValue } from "./converted-value.ts";
import { keyJson } from "./key-json.ts";
import { keyText } from "./key-text.ts";
import type { ValueRules } from "./value-rules.ts";

/** Makes the conversion of a column's values, by the reference: `convertValue`, and for a key with a text of its own `keyText` or `keyJson`. */
export function createColumnConverter(
  column: Pick<StoredColumn, "type">,
  rules: ValueRules,
): (value: JsonValue | undefined) => ConvertedValue {
  const form = keyFormOf(column);
  const type = form?.type ?? airbyteTypeOf(column);
  if (form === undefined) return (value) => convertValue(type, value, rules);
  return (value) => {
    if (value === undefined || value === null) return nothing;
    if (type === "json") return keyJson(value, rules);
    const isHeld = form.keeps === "beyond" && convertValue(type, value, rules).change === undefined;
    return isHeld ? nothing : keyText(type, value, rules);
  };
}

const nothing: ConvertedValue = { value: null };
