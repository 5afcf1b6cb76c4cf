import { testPattern } from "../python/test-pattern.ts";
import { compilePattern } from "../python/compile-pattern.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { findHeader, type HttpRequest } from "./http-request.ts";

/** Recognises requests, for rate limits: the HttpRequestRegexMatcher of a manifest. */
export interface RequestMatcher {
  readonly weight: number;
  matches(request: HttpRequest): boolean;
}

/** A matcher by method, exact base, pattern of the path, parameters and headers; whatever is absent matches. */
export function createRequestMatcher(component: Component, config: PythonDict): RequestMatcher {
  const method = component.text("method")?.toUpperCase();
  const base = component.text("url_base")?.replace(/\/+$/u, "");
  const pattern = component.text("url_path_pattern");
  const path = pattern === undefined || pattern === "" ? undefined : compilePattern(pattern, "");
  const parameters = readTexts(component, "params");
  const headers = readTexts(component, "headers");
  return {
    weight: readWeight(component, config),
    matches: (request) => {
      const url = new URL(request.url);
      if (method !== undefined && request.method !== method) return false;
      if (base !== undefined && url.origin !== base && `${url.protocol}//${url.host}` !== base) return false;
      if (path !== undefined && !testPattern(path, url.pathname.replace(/\/+$/u, ""))) return false;
      return (
        parameters.every(([name, value]) => url.searchParams.getAll(name).at(-1) === value) &&
        headers.every(([name, value]) => findHeader(request.headers, name) === value)
      );
    },
  };
}

function readTexts(component: Component, field: string): readonly (readonly [string, string])[] {
  const dict = component.value(field);
  return isDict(dict) ? Object.entries(dict).map(([name, value]) => [name, printPython(value)] as const) : [];
}

function readWeight(component: Component, config: PythonDict): number {
  const weight = component.value("weight");
  if (weight === undefined) return 1;
  return Number(typeof weight === "string" ? new Template(weight, config, component.parameters).evaluate() : weight);
}
