import { existsSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { parseJson } from "../python/parse-json.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";

/** The schema in the file a JsonFileSchemaLoader names, below the manifest's folder and nowhere else, links included; by default `schemas/NAME.json`. */
export function readSchemaFile(loader: Component, engine: Engine, streamName: string): PythonDict {
  const parameters = { name: streamName, ...loader.parameters };
  const written = loader.type === "JsonFileSchemaLoader" ? loader.text("file_path") : undefined;
  const name = new Template("{{ parameters['name'] }}", engine.config, parameters).text();
  const path = written === undefined ? `schemas/${name}.json` : new Template(written, engine.config, parameters).text();
  const found = isAbsolute(path) ? path : join(engine.folder, path);
  if (!isBelow(engine.folder, found))
    throw new PythonError(
      "PermissionError",
      `The schema file '${path}' is not below the manifest's folder; it is not read`,
    );
  if (!existsSync(found)) throw new PythonError("FileNotFoundError", `[Errno 2] No such file or directory: '${path}'`);
  const schema = parseJson(readFileSync(found, "utf8"));
  if (isDict(schema)) return schema;
  throw new PythonError("RuntimeError", `Invalid JSON file format for file ${path}`);
}

function isBelow(folder: string, file: string): boolean {
  const way = relative(folder, file);
  if (way === "" || way.startsWith("..") || isAbsolute(way)) return false;
  if (!existsSync(file)) return true;
  const real = relative(realpathSync(folder), realpathSync(file));
  return real !== "" && !real.startsWith("..") && !isAbsolute(real);
}
