import { setTimeout as sleep } from "node:timers/promises";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { parseDuration } from "../python/parse-duration.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { Timedelta } from "../python/timedelta.ts";
import type { PythonDict } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { Authenticator } from "./authenticator.ts";
import { fetchQuotas, type QuotaSource } from "./fetch-quotas.ts";
import { RotatingTokens } from "./rotating-tokens.ts";
import { readTokenQuotas, readTokens } from "./token-quota.ts";

const shared = new WeakMap<Engine["transport"], Map<string, Authenticator>>();

/** The authenticator of a RateLimitedMultipleTokenAuthenticator: one for all components of a run that say the same, since they use up the same calls. */
export function shareRotatingTokens(component: Component, engine: Engine): Authenticator {
  const { config } = engine;
  const settings = readSettings(component, config);
  const key = JSON.stringify([settings, { ...component.fields, $parameters: undefined, tokens: undefined }]);
  const known = shared.get(engine.transport) ?? new Map<string, Authenticator>();
  shared.set(engine.transport, known);
  const authenticator = known.get(key) ?? create(component, settings, engine);
  known.set(key, authenticator);
  return authenticator;
}

interface Settings extends QuotaSource {
  readonly tokens: readonly string[];
  readonly maxWait: number;
}

function create(component: Component, settings: Settings, engine: Engine): Authenticator {
  const quotas = readTokenQuotas(component, engine.config);
  if (settings.tokens.length === 0)
    throw new TracedError("Authentication tokens are missing from the configuration.", {
      failureType: "config_error",
      internalMessage: "RateLimitedMultipleTokenAuthenticator requires at least one token",
    });
  for (const token of settings.tokens) engine.secrets.add(token);
  return new RotatingTokens({
    ...settings,
    quotas,
    reserve: {
      fraction: Number(component.value("budget_reserve_fraction") ?? 0.1),
      least: Number(component.value("budget_min_reserve") ?? 50),
    },
    fetchStates: (token) => fetchQuotas(token, settings, quotas, engine),
    log: (level, message) => engine.messages.log(level, message),
    now: () => Date.now() / 1000,
    ticks: () => performance.now() / 1000,
    sleep: (seconds) => sleep(seconds * 1000, undefined, { signal: engine.signal }),
  });
}

function readSettings(component: Component, config: PythonDict): Settings {
  const source = component.required("quota_status_source");
  const evaluate = (value: unknown): string => new Template(printPython(value as never), config).text();
  const headers = source.value("request_headers");
  return {
    tokens: readTokens(component, config),
    method: component.text("auth_method") || "Bearer",
    header: component.text("header") || "Authorization",
    maxWait: readWait(evaluate(component.value("max_wait_time") ?? "PT2H")),
    url: evaluate(source.value("url") ?? ""),
    httpMethod: source.text("http_method") ?? "GET",
    headers: Object.fromEntries(
      Object.entries(isDict(headers) ? headers : {}).map(([name, value]) => [name, evaluate(value)]),
    ),
    unavailableStatuses: [...new Set(source.list("unavailable_status_codes").map(Number))].sort((a, b) => a - b),
  };
}

/** Seconds. */
function readWait(text: string): number {
  const duration = parseDuration(text);
  if (duration instanceof Timedelta) return duration.totalSeconds();
  throw new PythonError(
    "ValueError",
    `max_wait_time must be a fixed-length ISO 8601 duration (e.g. 'PT2H'); calendar-unit durations like '${text}' are not supported`,
  );
}
