import type { Counterpart } from "../counterpart.ts";

/** Fields a Chargebee site has added (`cf_…`) become a list of names and values, always there, in place of themselves. */
export const chargebeeCounterparts: readonly Counterpart[] = [
  {
    connector: "source-chargebee",
    className: "source_declarative_manifest.components.CustomFieldTransformation",
    transformation: () => (record) => {
      const own = Object.entries(record).filter(([key]) => key.startsWith("cf_"));
      for (const [key] of own) delete record[key];
      record["custom_fields"] = own.map(([name, value]) => ({ name, value }));
    },
  },
];
