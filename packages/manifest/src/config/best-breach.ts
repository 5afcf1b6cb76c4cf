import { isOfType } from "./is-of-type.ts";
import type { SchemaBreach } from "./schema-breach.ts";

/** The breach that says most, as jsonschema's `best_match` chooses: the shallowest, and within an `anyOf` the deepest of one branch. */
export function bestBreach(breaches: Iterable<SchemaBreach>): SchemaBreach | undefined {
  let best: SchemaBreach | undefined;
  for (const breach of breaches) if (best === undefined || compare(breach, best) > 0) best = breach;
  while (best !== undefined && best.context.length > 0) {
    const [first, second] = best.context.toSorted(compare);
    if (first === undefined || (second !== undefined && compare(first, second) === 0)) return best;
    best = first;
  }
  return best;
}

/** Less relevant first. */
function compare(left: SchemaBreach, right: SchemaBreach): number {
  const depth = right.path.length - left.path.length;
  if (depth !== 0) return depth;
  for (const [index, segment] of left.path.entries()) {
    const other = right.path[index] ?? "";
    if (segment !== other) return segment < other ? -1 : 1;
  }
  return rank(left) - rank(right);
}

function rank({ keyword, instance, schema }: SchemaBreach): number {
  const strong = keyword !== "anyOf" && keyword !== "oneOf" ? 2 : 0;
  const { type } = schema;
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type];
  return strong + (types.some((name) => isOfType(instance, name)) ? 0 : 1);
}
