import { Component } from "../load/component.ts";
import { propagateParameters } from "../load/propagate-parameters.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import { applyMapping } from "./apply-mapping.ts";
import { readComponentValues } from "./read-component-values.ts";

/** A stream made from a template, with the name of its dynamic stream. */
export interface ResolvedStream {
  readonly stream: Component;
  readonly dynamicName: string;
}

/** The streams of all `dynamic_streams`, each template filled with every set of values its resolver finds. */
export async function resolveDynamicStreams(manifest: Component, engine: Engine): Promise<readonly ResolvedStream[]> {
  const resolved: ResolvedStream[] = [];
  const names = new Set<string>();
  for (const [index, definition] of manifest.children("dynamic_streams").entries()) {
    const resolver = definition.required("components_resolver");
    const template = definition.required("stream_template");
    const dynamicName = definition.text("name") ?? `dynamic_stream_${index}`;
    for await (const values of readComponentValues(resolver, engine, definition.text("name"))) {
      const filled = applyMapping(template.fields, values, { resolver, config: engine.config });
      const fields = propagateParameters(filled, { parentWins: definition.flag("use_parent_parameters", true) });
      const stream = new Component(
        isDict(fields) ? { type: "DeclarativeStream", ...fields } : {},
        `dynamic_streams[${index}].stream_template`,
      );
      const name = stream.value("name");
      if (typeof name !== "string")
        throw new PythonError("ValueError", `Expected stream name ${printPython(name ?? null)} to be a string.`);
      if (names.has(name)) throw describeDuplicate(name, resolver);
      names.add(name);
      resolved.push({ stream, dynamicName });
    }
  }
  return resolved;
}

function describeDuplicate(name: string, resolver: Component): TracedError {
  const fromConfig = resolver.type === "ConfigComponentsResolver";
  const advice = fromConfig ? "Please check your configuration." : "Please contact Airbyte Support.";
  const message = `Dynamic streams list contains a duplicate name: ${name}. ${advice}`;
  return new TracedError(message, {
    failureType: fromConfig ? "config_error" : "system_error",
    internalMessage: message,
  });
}
