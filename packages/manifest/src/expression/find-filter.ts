import { representPython } from "../python/represent-python.ts";
import { codecFilters } from "./codec-filter.ts";
import type { Filter } from "./environment.ts";
import { listFilters } from "./list-filter.ts";
import { numberFilters } from "./number-filter.ts";
import { selectFilters } from "./select-filter.ts";
import { textFilters } from "./text-filter.ts";

const filters: Readonly<Record<string, Filter>> = {
  ...textFilters,
  pprint: (value) => representPython(value),
  ...numberFilters,
  ...listFilters,
  ...selectFilters,
  ...codecFilters,
};

/** The filter of this name: jinja's own and those the CDK adds; undefined where there is none. */
export function findFilter(name: string): Filter | undefined {
  return Object.hasOwn(filters, name) ? filters[name] : undefined;
}
