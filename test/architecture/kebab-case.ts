/** A name in kebab case: `parseLine` and `ParseLine` become `parse-line`, `SQLCache` `sql-cache`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}
