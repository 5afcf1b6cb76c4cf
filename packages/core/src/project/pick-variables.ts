import { ConfigError } from "../error/config-error.ts";
import type { Variables } from "./resolve-entry.ts";

/** The variables of these names with their values; `where` says who names them. Throws CONFIG_INVALID, which lists those that are not set. */
export function pickVariables(
  names: readonly string[],
  variables: Variables,
  where: string,
): Readonly<Record<string, string>> {
  const missing = names.filter((name) => variables[name] === undefined);
  if (missing.length === 0) return Object.fromEntries(names.map((name) => [name, variables[name] ?? ""]));
  const what = missing.length === 1 ? "The environment variable" : "The environment variables";
  throw new ConfigError(
    `${what} ${missing.join(", ")}, named by ${where}, ${missing.length === 1 ? "is" : "are"} not set.`,
    {
      code: "CONFIG_INVALID",
      hint: `export ${missing[0]}=…, or take the name out of ${where}.`,
      data: { variables: missing },
    },
  );
}
