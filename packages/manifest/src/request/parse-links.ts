import type { PythonDict } from "../python/value.ts";

/** The links of a `Link` header by their `rel` (or URL), each a dict of its parameters: what python-requests gives as `response.links`. */
export function parseLinks(header: string | undefined): PythonDict {
  const links: PythonDict = {};
  const text = header?.replace(/^[\s'"]+|[\s'"]+$/gu, "") ?? "";
  if (text === "") return links;
  for (const part of text.split(/, *</u)) {
    const semicolon = part.indexOf(";");
    const url = (semicolon < 0 ? part : part.slice(0, semicolon)).replace(/^[<> '"]+|[<> '"]+$/gu, "");
    const link: Record<string, string> = { url };
    for (const parameter of semicolon < 0 ? [] : part.slice(semicolon + 1).split(";")) {
      const [key, value] = parameter.split("=");
      if (key === undefined || value === undefined) break;
      link[strip(key)] = strip(value);
    }
    links[link["rel"] ?? link["url"] ?? ""] = link;
  }
  return links;
}

function strip(text: string): string {
  return text.replace(/^[ '"]+|[ '"]+$/gu, "");
}
