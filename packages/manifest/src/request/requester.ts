import { createAuthenticator } from "../authenticate/create-authenticator.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import { createErrorHandler } from "../retry/create-error-handler.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";
import { HttpClient } from "./http-client.ts";
import { checkPageUrl } from "./check-page-url.ts";
import { joinUrl } from "./join-url.ts";
import { mergeOptions, type RequestOptions } from "./merge-options.ts";
import { createRequestBody } from "./request-body.ts";
import { createRequestInputs } from "./request-inputs.ts";
import type { RequestTarget } from "./request-option.ts";
import type { Requester } from "./requester-call.ts";
import type { RequesterOptions } from "./requester-options.ts";
import { sliceContext } from "./slice-context.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The requester of an HttpRequester component. */
export function createRequester(component: Component, options: RequesterOptions): Requester {
  if (component.type !== "HttpRequester") throw new UnsupportedComponent(component);
  const { engine, name } = options;
  const { config } = engine;
  const { parameters } = component;
  const authenticator = createAuthenticator(component.child("authenticator"), {
    engine,
    name,
    urlBase: component.text("url") ?? component.text("url_base") ?? "",
  });
  const client = new HttpClient({
    name,
    engine,
    authenticator,
    errorHandler: createErrorHandler(component.child("error_handler"), config),
    useCache: component.flag("use_cache") || options.useCache === true,
    stream: options.stream,
    findProblem: options.findProblem,
    timeout: readTimeout(component),
  });
  const template = (field: string): Template => new Template(component.text(field) ?? "", config, parameters);
  const [url, base, path] = [template("url"), template("url_base"), template("path")];
  const inputs = {
    request_parameter: createRequestInputs(withoutProperties(component, options.propertiesKey), ["str", "list"]),
    header: createRequestInputs(component.value("request_headers")),
    ...createRequestBody(component),
  };
  const method = component.text("http_method") ?? "GET";
  return {
    authenticator,
    async send(call) {
      const context = { ...sliceContext(call.slice, call.token), config, parameters };
      const merge = async (target: RequestTarget, own: RequestOptions): Promise<RequestOptions> =>
        mergeOptions([own, await authenticator.options(target), call.options?.[target] ?? {}], target === "body_json");
      const plain = sliceContext(call.slice, call.token);
      const place = { url: url.text(plain), base: base.text(plain) };
      const own = buildUrl({ ...place, path: path.text(plain).replace(/^\/+/u, "") });
      const target =
        call.path === undefined ? own : checkPageUrl(buildUrl({ ...place, path: call.path }), own, engine.namedHosts);
      const headers = asDict(await merge("header", inputs.header(context)), "Request headers cannot be a string");
      const query = asDict(
        await merge(
          "request_parameter",
          addProperties(inputs.request_parameter(context), call.slice, options.propertiesKey),
        ),
        "Request params cannot be a string",
      );
      refuseObjects(query);
      const json = asDict(await merge("body_json", inputs.body_json(context)), "Request body json cannot be a string");
      const data = await merge("body_data", inputs.body_data(context));
      return client.send({ method, url: target, headers: printValues(headers), parameters: query, json, data });
    },
  };
}

function buildUrl({ url, base, path }: { url: string; base: string; path: string }): string {
  if (base !== "") return joinUrl(base, path);
  return path === "" ? url : joinUrl(url, path);
}

/** Milliseconds; a manifest may limit connecting and reading, the longer one counts here. */
function readTimeout(component: Component): number | undefined {
  const seconds = ["connect_timeout_in_seconds", "read_timeout_in_seconds"].map((field) => component.value(field));
  const given = seconds.filter((value) => typeof value === "number");
  return given.length === 0 ? undefined : Math.max(...given) * 1000;
}

function withoutProperties(component: Component, key: string | undefined): PythonDict | string | undefined {
  const value = component.value("request_parameters");
  if (!isDict(value)) return typeof value === "string" ? value : undefined;
  return key === undefined ? value : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function addProperties(
  options: RequestOptions,
  slice: StreamSlice | undefined,
  key: string | undefined,
): RequestOptions {
  if (typeof options === "string") return {};
  if (key === undefined) return options;
  const properties = slice?.extraFields["query_properties"];
  if (!Array.isArray(properties))
    throw new PythonError(
      "ValueError",
      "QueryProperties component is defined but stream_partition does not contain query_properties. Please contact Airbyte Support",
    );
  return { ...options, [key]: properties.map(printPython).join(",") };
}

function asDict(options: RequestOptions, message: string): PythonDict {
  if (typeof options === "string") throw new PythonError("ValueError", message);
  return options;
}

function refuseObjects(parameters: PythonDict): void {
  for (const [name, value] of Object.entries(parameters))
    if (isDict(value))
      throw new PythonError(
        "ValueError",
        `Invalid value for \`${name}\` parameter. The values of request params cannot be an object.`,
      );
}

function printValues(headers: PythonDict): PythonDict {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, printPython(value)]));
}
