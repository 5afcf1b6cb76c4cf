import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { HttpResponse } from "../request/http-response.ts";
import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#text",
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** Why a body is not XML. */
export function findXmlProblem(response: HttpResponse): string | undefined {
  return XMLValidator.validate(response.text()) === true ? undefined : "is not XML, or is cut off";
}

/** XML as one document, as Python's xmltodict reads it: attributes with `@`, text beside them as `#text`, empty elements null. What is no XML gives an empty document. */
export function* decodeXml(response: HttpResponse): Generator<readonly PythonValue[]> {
  const text = response.text();
  if (XMLValidator.validate(text) !== true) {
    yield [{}];
    return;
  }
  yield [tidy(parser.parse(text) as PythonDict)];
}

function tidy(value: PythonValue): PythonValue {
  if (value === "") return null;
  if (Array.isArray(value)) return value.map(tidy);
  if (!isDict(value)) return value;
  const entries = Object.entries(value).filter(([key, item]) => !(key === "#text" && item === ""));
  return Object.fromEntries(entries.map(([key, item]) => [key, key.startsWith("@") ? item : tidy(item)]));
}
