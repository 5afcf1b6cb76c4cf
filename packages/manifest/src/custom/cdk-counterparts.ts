import type { Counterpart } from "./counterpart.ts";

const cdk = "airbyte_cdk.sources.declarative";

/** Classes of the CDK itself that manifests name as custom ones: each is the engine's own component of that kind. */
export const cdkCounterparts: readonly Counterpart[] = [
  ...same("KeysToLower", [`${cdk}.transformations.keys_to_lower_transformation.KeysToLowerTransformation`]),
  ...same("KeysToSnakeCase", [`${cdk}.transformations.keys_to_snake_transformation.KeysToSnakeCaseTransformation`]),
  ...same("FlattenFields", [`${cdk}.transformations.flatten_fields.FlattenFields`], ["flatten_lists"]),
  ...same(
    "RemoveFields",
    [`${cdk}.transformations.RemoveFields`, `${cdk}.transformations.remove_fields.RemoveFields`],
    ["field_pointers", "condition"],
  ),
  ...same(
    "DpathExtractor",
    [`${cdk}.extractors.DpathExtractor`, `${cdk}.extractors.dpath_extractor.DpathExtractor`],
    ["field_path"],
  ),
  ...same(
    "RecordFilter",
    [`${cdk}.extractors.RecordFilter`, `${cdk}.extractors.record_filter.RecordFilter`],
    ["condition"],
  ),
];

function same(type: string, classNames: readonly string[], fields: readonly string[] = []): readonly Counterpart[] {
  return classNames.map((className) => ({
    className,
    component: (written) => ({
      type,
      ...Object.fromEntries(
        ["$parameters", ...fields].flatMap((field) => (field in written ? [[field, written[field]]] : [])),
      ),
    }),
  }));
}
