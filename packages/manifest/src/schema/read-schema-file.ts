import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { parseJson } from "../python/parse-json.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";

/** The schema in the file a JsonFileSchemaLoader names, looked for beside the manifest; by default `schemas/NAME.json`. */
export function readSchemaFile(loader: Component, engine: Engine, streamName: string): PythonDict {
  const parameters = { name: streamName, ...loader.parameters };
  const written = loader.type === "JsonFileSchemaLoader" ? loader.text("file_path") : undefined;
  const name = new Template("{{ parameters['name'] }}", engine.config, parameters).text();
  const path = written === undefined ? `schemas/${name}.json` : new Template(written, engine.config, parameters).text();
  const folders = isAbsolute(path) ? [""] : [engine.folder, join(engine.folder, "..")];
  const found = folders.map((folder) => join(folder, path)).find((file) => existsSync(file));
  if (found === undefined) throw new PythonError("FileNotFoundError", `[Errno 2] No such file or directory: '${path}'`);
  const schema = parseJson(readFileSync(found, "utf8"));
  if (isDict(schema)) return schema;
  throw new PythonError("RuntimeError", `Invalid JSON file format for file ${path}`);
}
