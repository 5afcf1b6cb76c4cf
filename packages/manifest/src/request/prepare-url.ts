import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { encodeParameters } from "./encode-parameters.ts";
import { requoteUri } from "./quote.ts";
import { RequestError } from "./request-error.ts";

/** The URL a request goes to: parameters added behind the URL's own query, dot segments removed, characters encoded, as python-requests does. */
export function prepareUrl(text: string, parameters: PythonDict): string {
  const url = text.trimStart();
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su.exec(url);
  if (parts === null) throw invalid("MissingSchema", url);
  const [, scheme = "", host = "", writtenPath = "", writtenQuery = "", fragment = ""] = parts;
  const [path, query] = [encodePercents(writtenPath), encodePercents(writtenQuery)];
  if (!/^https?$/iu.test(scheme))
    throw new RequestError("InvalidSchema", `No connection adapters were found for '${url}'`);
  if (host === "" || /[\s*]/u.test(host.slice(0, 1)))
    throw new RequestError("InvalidURL", `Invalid URL '${url}': No host supplied`);
  const encoded = encodeParameters(withoutRepeated(parameters, query));
  const whole = [query, encoded].filter((part) => part !== "").join("&");
  return requoteUri(
    `${scheme.toLowerCase()}://${host}${removeDots(path) || "/"}${whole === "" ? "" : `?${whole}`}${fragment === "" ? "" : `#${fragment}`}`,
  );
}

/** Escapes in capitals; where one percent sign is none, all of them are encoded, as urllib3 does. */
function encodePercents(text: string): string {
  if (!text.includes("%")) return text;
  const capitals = text.replaceAll(/%[0-9A-Fa-f]{2}/gu, (escape) => escape.toUpperCase());
  return /%(?![0-9A-F]{2})/u.test(capitals) ? capitals.replaceAll("%", "%25") : capitals;
}

/** Parameters without those the URL already carries with the same value. */
function withoutRepeated(parameters: PythonDict, query: string): PythonDict {
  if (query === "") return parameters;
  const given = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) if (value !== "" && !given.has(key)) given.set(key, value);
  return Object.fromEntries(Object.entries(parameters).filter(([key, value]) => given.get(key) !== printPython(value)));
}

function removeDots(path: string): string {
  if (!path.includes("/.")) return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "." || (segment === ".." && kept.length <= 1)) continue;
    if (segment === "..") kept.pop();
    else kept.push(segment);
  }
  if (/\/\.\.?$/u.test(path)) kept.push("");
  return kept.join("/");
}

function invalid(type: string, url: string): RequestError {
  return new RequestError(type, `Invalid URL '${url}': No scheme supplied. Perhaps you meant https://${url}?`);
}
