import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

/** One command with the files it was given. */
export type Command =
  | { name: "spec" }
  | { name: "check"; config: string }
  | { name: "discover"; config: string }
  | { name: "read"; config: string; catalog: string; state: string | undefined };

const USAGE = `usage: source-shop spec
       source-shop check --config FILE
       source-shop discover --config FILE
       source-shop read --config FILE --catalog FILE [--state FILE]`;

/** Reads the arguments of an Airbyte source; throws `UsageError`. `--debug`, which Airbyte's own sources know, is accepted. */
export function parseCommandLine(argv: string[]): Command {
  const { positionals, values } = parseArguments(argv);
  const [name, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`unexpected argument: ${rest.join(" ")}\n${USAGE}`);
  switch (name) {
    case "spec":
      return { name };
    case "check":
    case "discover":
      return { name, config: required(values.config, "config") };
    case "read":
      return {
        name,
        config: required(values.config, "config"),
        catalog: required(values.catalog, "catalog"),
        state: values.state,
      };
    default:
      throw new UsageError(`${name === undefined ? "no command" : `unknown command: ${name}`}\n${USAGE}`);
  }
}

type Values = { config?: string; catalog?: string; state?: string };

function parseArguments(argv: string[]): { positionals: string[]; values: Values } {
  const file = { type: "string" } as const;
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { config: file, catalog: file, state: file, debug: { type: "boolean" } },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new UsageError(`--${name} FILE is missing\n${USAGE}`);
  return value;
}
