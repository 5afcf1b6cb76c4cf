import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildCounterpart, useCounterparts } from "../src/custom/find-counterpart.ts";
import { loadCounterparts } from "../src/custom/load-counterparts.ts";
import { jsonDecoder } from "../src/decode/json.ts";
import { Component } from "../src/load/component.ts";
import { dumpPythonJson } from "../src/python/dump-python-json.ts";
import { parseJson } from "../src/python/parse-json.ts";
import type { PythonDict, PythonValue } from "../src/python/value.ts";
import { HttpResponse } from "../src/request/http-response.ts";
import { ResponseHeaders } from "../src/request/response-headers.ts";

/** What a custom class of a connector does under the Python CDK: written by `golden/generate_counterparts.py`. */
interface Case {
  readonly connector: string;
  readonly class: string;
  readonly kind: "transformation" | "extractor" | "authenticator";
  readonly fields: PythonDict;
  readonly config: PythonDict;
  readonly parameters: PythonDict;
  /** A record, or the body of an answer. */
  readonly given: PythonValue;
  readonly value?: PythonValue;
  readonly error?: string;
}

const cases = parseJson(
  readFileSync(new URL("golden/counterpart.json", import.meta.url), "utf8"),
) as unknown as readonly Case[];

test.each(cases.map((item) => [item.connector, item.class, dumpPythonJson(item.given ?? item.config), item] as const))(
  "%s %s %s",
  async (connector, name, _given, item) => {
    useCounterparts(await loadCounterparts(undefined, connector));
    const className = `source_declarative_manifest.components.${name}`;
    const component = new Component({ ...item.fields, class_name: className, $parameters: item.parameters }, "custom");
    if (item.error !== undefined) await expect(run(component, item)).rejects.toThrow();
    else expect(dumpPythonJson(await run(component, item))).toBe(dumpPythonJson(item.value ?? null));
  },
);

test("a class counts for its own connector only", async () => {
  const className = "source_declarative_manifest.components.CustomExtractor";
  const find = async (connector: string): Promise<unknown> => {
    const known = await loadCounterparts(undefined, connector);
    return known.find((item) => item.className === className)?.connector;
  };
  expect(await Promise.all(["source-xero", "source-outreach", "source-other", ""].map(find))).toEqual([
    "source-xero",
    "source-outreach",
    undefined,
    undefined,
  ]);
});

async function run(component: Component, { kind, given, config }: Case): Promise<PythonValue> {
  if (kind === "authenticator") return { ...(await buildCounterpart(component, kind, config)?.()) };
  if (kind === "transformation") {
    const record = structuredClone(given) as PythonDict;
    const transform = buildCounterpart(component, kind, config);
    transform?.(record, null);
    return record;
  }
  const extract = buildCounterpart(component, kind, config);
  const documents = [...(jsonDecoder.decode(respond(given)) as Iterable<readonly PythonValue[]>)].flat();
  return documents.flatMap((document) => [...(extract?.(document) ?? [])]) as PythonValue[];
}

function respond(given: PythonValue): HttpResponse {
  const request = { method: "GET", url: "https://example.com/", headers: {}, body: undefined };
  const body = Buffer.from(typeof given === "string" ? given : dumpPythonJson(given));
  return new HttpResponse({
    request,
    status: 200,
    reason: "",
    url: request.url,
    headers: new ResponseHeaders([]),
    body,
  });
}
