import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import { loadDynamicSchema } from "./load-dynamic-schema.ts";
import { readSchemaFile } from "./read-schema-file.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** Gives a stream's JSON Schema. Loaded once, when it is first asked for. */
export type SchemaLoader = () => Promise<PythonDict>;

/** The loader of a stream's `schema_loader`: a single one, several whose properties are put together, or the file named like the stream. */
export function createSchemaLoader(stream: Component, engine: Engine): SchemaLoader {
  const loaders = stream.children("schema_loader").map((loader) => createLoader(loader, stream, engine));
  const [first] = loaders;
  const isList = Array.isArray(stream.value("schema_loader"));
  let loaded: Promise<PythonDict> | undefined;
  const load = first === undefined ? loadDefault(stream, engine) : isList ? () => combine(loaders) : first;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

function createLoader(loader: Component, stream: Component, engine: Engine): SchemaLoader {
  switch (loader.type) {
    case "InlineSchemaLoader": {
      const schema = loader.value("schema");
      return () => Promise.resolve(isDict(schema) ? schema : {});
    }
    case "JsonFileSchemaLoader":
      return async () => readSchemaFile(loader, engine, stream.text("name") ?? "");
    case "DynamicSchemaLoader":
      return () => loadDynamicSchema(loader, engine);
    default:
      throw new UnsupportedComponent(loader);
  }
}

/** Without a loader: the file of the stream's name, and an empty schema where there is none. */
function loadDefault(stream: Component, engine: Engine): SchemaLoader {
  return async () => {
    try {
      return readSchemaFile(stream, engine, stream.text("name") ?? "");
    } catch {
      return {};
    }
  };
}

async function combine(loaders: readonly SchemaLoader[]): Promise<PythonDict> {
  const properties: PythonDict = {};
  for (const load of loaders) {
    const own = (await load())["properties"];
    if (!isDict(own)) throw new PythonError("KeyError", "'properties'");
    for (const [name, property] of Object.entries(own))
      if (!Object.hasOwn(properties, name)) properties[name] = property;
  }
  return { $schema: "http://json-schema.org/draft-07/schema#", type: ["null", "object"], properties };
}
