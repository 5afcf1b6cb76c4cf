import { CatalogueError } from "../../error/catalogue-error.ts";
import { isObject } from "../../config/is-object.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";

/**
 * The sources of a registry in Airbyte's layout, `{"sources": [{"name", "dockerRepository", "dockerImageTag", …}]}`, sorted by
 * name. Entries that were withdrawn or that name no image are left out. Throws CATALOGUE_INVALID.
 */
export function parseRegistry(text: string, origin: string): CatalogueEntry[] {
  const sources = parseDocument(text, origin)["sources"];
  if (!Array.isArray(sources)) throw invalid(origin, 'it has no list "sources"');
  const entries = sources.flatMap((source) => readEntry(source) ?? []);
  if (entries.length === 0 && sources.length > 0) throw invalid(origin, "none of its sources names an image");
  return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function parseDocument(text: string, origin: string): JsonObject {
  try {
    const document = JSON.parse(text) as JsonValue;
    if (isObject(document)) return document;
  } catch (cause) {
    throw invalid(origin, "it is not JSON", cause);
  }
  throw invalid(origin, "it holds no object");
}

function readEntry(source: JsonValue): CatalogueEntry | undefined {
  if (!isObject(source) || source["tombstone"] === true) return undefined;
  const image = textOf(source["dockerRepository"]);
  const version = textOf(source["dockerImageTag"]);
  if (image === undefined || version === undefined) return undefined;
  const name = image.slice(image.lastIndexOf("/") + 1);
  const pythonPackage = readPythonPackage(source);
  const cdkVersion = readCdkVersion(source);
  const supportLevel = textOf(source["supportLevel"]);
  const documentationUrl = textOf(source["documentationUrl"]);
  return {
    name,
    title: textOf(source["name"]) ?? name,
    version,
    image,
    language: readLanguage(source),
    ...(pythonPackage === undefined ? {} : { pythonPackage }),
    ...(cdkVersion === undefined ? {} : { cdkVersion }),
    ...(supportLevel === undefined ? {} : { supportLevel }),
    ...(documentationUrl === undefined ? {} : { documentationUrl }),
  };
}

/** Its own field, else the tag `language:…`. */
function readLanguage(source: JsonObject): string {
  const tags = Array.isArray(source["tags"]) ? source["tags"] : [];
  const tag = tags.find((each) => typeof each === "string" && each.startsWith("language:"));
  return textOf(source["language"]) ?? textOf(tag)?.slice("language:".length) ?? "unknown";
}

function readPythonPackage(source: JsonObject): string | undefined {
  const remote = source["remoteRegistries"];
  const pypi = isObject(remote) ? remote["pypi"] : undefined;
  return isObject(pypi) && pypi["enabled"] === true ? textOf(pypi["packageName"]) : undefined;
}

/** From `python:7.25.1`. */
function readCdkVersion(source: JsonObject): string | undefined {
  const info = source["packageInfo"];
  return /^python:(\d+[\d.]*)/.exec((isObject(info) ? textOf(info["cdk_version"]) : undefined) ?? "")?.[1];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function invalid(origin: string, reason: string, cause?: unknown): CatalogueError {
  return new CatalogueError(`The connector catalogue at ${origin} cannot be used: ${reason}.`, {
    code: "CATALOGUE_INVALID",
    cause,
    hint: "Does the address, or what AIRDOCK_REGISTRY names, lead to a registry in Airbyte's layout?",
  });
}
