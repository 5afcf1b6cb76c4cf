import { isDict } from "../../python/is-dict.ts";
import { isTrue } from "../../python/is-true.ts";
import { setEntry } from "../../python/set-entry.ts";
import type { PythonDict } from "../../python/value.ts";
import type { Counterpart } from "../counterpart.ts";
import { requireDict } from "../require-dict.ts";
import { requireEntry } from "../require-entry.ts";
import { requireList } from "../require-list.ts";

/** A resource of JSON:API becomes one flat record: its attributes, its id, and for each relationship that has data, the id or ids of it. */
export const outreachCounterparts: readonly Counterpart[] = [
  {
    connector: "source-outreach",
    className: "source_declarative_manifest.components.CustomExtractor",
    extractor: () => (document) => {
      const { data = null } = requireDict(document, "the answer");
      return isTrue(data) ? requireList(data, "data").map(flattenResource) : [];
    },
  },
];

function flattenResource(resource: PythonDict): PythonDict {
  const record = { ...requireDict(resource["attributes"], "attributes"), id: requireEntry(resource, "id") };
  const { relationships = {} } = resource;
  for (const [name, relationship] of Object.entries(requireDict(relationships, "relationships"))) {
    const { data = null } = requireDict(relationship, name);
    if (!isTrue(data)) continue;
    const ids = isDict(data) ? (data["id"] ?? null) : requireList(data, name).map(({ id = null }) => id);
    setEntry(record, name, ids);
  }
  return record;
}
