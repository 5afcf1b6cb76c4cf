import { basename } from "node:path";
import { validateConfig } from "../config/validate-config.ts";
import { ConfigError } from "../error/config-error.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isEnvReference } from "./env-reference.ts";
import type { ProjectConfig } from "./project-config.ts";
import { projectConfigSchema } from "./project-config-schema.ts";

/** What a config file says, when it is a project's config. Rejects with CONFIG_INVALID, which lists all findings. */
export async function checkConfig(value: unknown, path: string): Promise<ProjectConfig> {
  if (!isPlainObject(value)) throw invalid(path, ["It is not an object with connections."]);
  const findings = await validateConfig(projectConfigSchema, outline(value));
  if (findings.length === 0) return value as unknown as ProjectConfig;
  throw invalid(
    path,
    findings.map(({ path: where, message }) => `${where === "" ? "The config" : where} ${message}`),
  );
}

/** The config as JSON: what comes from the environment as text, and without the connectors' own configs, which their specs judge. */
function outline(config: Readonly<Record<string, unknown>>): JsonObject {
  const { cache, connections, ...rest } = config;
  const isCache = typeof cache === "object" && cache !== null && "startRun" in cache;
  return {
    ...(rest as JsonObject),
    ...(cache === undefined ? {} : { cache: isCache || isEnvReference(cache) ? "cache" : (cache as JsonValue) }),
    ...(connections === undefined
      ? {}
      : { connections: isPlainObject(connections) ? outlineEach(connections) : (connections as JsonValue) }),
  };
}

function outlineEach(connections: Readonly<Record<string, unknown>>): JsonObject {
  const entries = Object.entries(connections).map(([name, connection]) => {
    if (!isPlainObject(connection)) return [name, connection];
    const { config } = connection;
    const known = Object.entries(connection).filter(([, value]) => value !== undefined);
    return [name, { ...Object.fromEntries(known), ...(isPlainObject(config) ? { config: {} } : {}) }];
  });
  return Object.fromEntries(entries) as JsonObject;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(path: string, findings: readonly string[]): ConfigError {
  const [only = "", ...more] = findings;
  const what = more.length === 0 ? ` ${only}` : `\n${findings.map((finding) => `  ${finding}`).join("\n")}`;
  return new ConfigError(`${basename(path)} cannot be used:${what}`, {
    code: "CONFIG_INVALID",
    hint: `Mend ${path}.`,
    data: { path, findings },
  });
}
