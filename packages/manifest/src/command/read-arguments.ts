/** The arguments of a connector's command line, as every Airbyte connector takes them, with the manifest before them. */
export interface CommandArguments {
  readonly manifest: string;
  readonly verb: "spec" | "check" | "discover" | "read";
  readonly config: string | undefined;
  readonly catalog: string | undefined;
  readonly state: string | undefined;
}

/** Reads `MANIFEST VERB [--config F] [--catalog F] [--state F]`. Anything else is an error. */
export function readArguments(argv: readonly string[]): CommandArguments {
  const [manifest, verb, ...rest] = argv;
  if (manifest === undefined || !isVerb(verb))
    throw new Error("Usage: MANIFEST spec|check|discover|read --config FILE --catalog FILE --state FILE");
  const options = new Map<string, string>();
  for (let index = 0; index < rest.length; index += 2) {
    const [name = "", value] = rest.slice(index, index + 2);
    if (!["--config", "--catalog", "--state"].includes(name) || value === undefined)
      throw new Error(`Unknown argument ${name}`);
    options.set(name, value);
  }
  return {
    manifest,
    verb,
    config: options.get("--config"),
    catalog: options.get("--catalog"),
    state: options.get("--state"),
  };
}

function isVerb(verb: string | undefined): verb is CommandArguments["verb"] {
  return verb === "spec" || verb === "check" || verb === "discover" || verb === "read";
}
