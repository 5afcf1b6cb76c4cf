import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { withoutNulls } from "../stream/without-nulls.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** The spec of a manifest as a SPEC message carries it. */
export function describeSpec(spec: Component | undefined): PythonDict {
  const described: PythonDict = {};
  const url = spec?.text("documentation_url");
  if (url !== undefined) described["documentationUrl"] = url;
  const specification = spec?.value("connection_specification");
  described["connectionSpecification"] = isDict(specification) ? withoutNulls(specification) : {};
  described["supportsNormalization"] = false;
  described["supportsDBT"] = false;
  const auth = spec?.value("advanced_auth");
  if (isDict(auth)) described["advanced_auth"] = withoutParameters(auth);
  return described;
}

function withoutParameters(value: PythonValue): PythonValue {
  if (Array.isArray(value)) return value.map(withoutParameters);
  if (!isDict(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "$parameters" && key !== "type").map(([key, item]) => [key, item]));
}
