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
  if (isDict(auth)) described["advanced_auth"] = describeAuth(auth);
  return described;
}

/** The settings of OAuth: the field of the platform's own consent step that has a default is filled in. */
function describeAuth(auth: PythonDict): PythonDict {
  const { type: _type, ...described } = withoutParameters(auth) as PythonDict;
  const oauth = described["oauth_config_specification"];
  const input = isDict(oauth) ? oauth["oauth_connector_input_specification"] : undefined;
  if (isDict(input) && input["scopes_join_strategy"] === undefined) input["scopes_join_strategy"] = "space";
  return described;
}

function withoutParameters(value: PythonValue): PythonValue {
  if (Array.isArray(value)) return value.map(withoutParameters);
  if (!isDict(value)) return value;
  const entries = Object.entries(value).filter(([key, item]) => key !== "$parameters" && item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutParameters(item)]));
}
