import { type ConfigChange, applyChanges, diffConfig } from "../config/config-change.ts";
import type { ConfigFinding } from "../config/config-finding.ts";
import { type ConnectorConfig, printConfig, readConfig } from "../config/connector-config.ts";
import { findUnknownKeys } from "../config/find-unknown-keys.ts";
import { findSecrets, withoutSecrets } from "../config/find-secrets.ts";
import { type KeptConfig, keptConfigPath, readKeptChanges, writeKeptChanges } from "../config/kept-config.ts";
import { mergeConfig } from "../config/merge-config.ts";
import { LineRedactor } from "../redact/line-redactor.ts";
import { Redactor } from "../redact/redactor.ts";
import { stableHash } from "../config/stable-hash.ts";
import { judgeConfig } from "../config/validate-config.ts";
import { ConfigError } from "../error/config-error.ts";
import type { JsonObject } from "../protocol/json.ts";

/** Whose config it is: the connector, and the project that keeps what it changes. */
export interface SourceConfigOwner {
  readonly connector: string;
  readonly projectFolder: string;
}

const unjudged =
  "The config could not be compared with the connector's spec: the spec's patterns or references take longer than 2 s. The connector judges it alone.";

/** A source's config: as the user gave it, with what the connector changed in it, and without its secrets. */
export class SourceConfig {
  readonly #given: JsonObject | string;
  readonly #owner: SourceConfigOwner;
  readonly #redactor = new Redactor();
  #base: Promise<ConnectorConfig> | undefined;
  /** The last comparison with the spec took too long. */
  #isUnjudged = false;

  constructor(given: JsonObject | string, owner: SourceConfigOwner) {
    this.#given = given;
    this.#owner = owner;
  }

  redact = (text: string): string => this.#redactor.redact(text);

  /** For lines that come one by one. */
  redactLines = (): LineRedactor => new LineRedactor(this.#redactor);

  /** Hash of the user's config with the values of secrets left out. */
  async hash(specification: JsonObject): Promise<string> {
    const { value } = await this.#read(specification);
    return stableHash(withoutSecrets(specification, value));
  }

  /** The text to be handed to the connector: the user's own, unless the connector changed something. */
  async textFor(connection: string, specification: JsonObject): Promise<string> {
    return (await this.#effective(connection, specification)).text;
  }

  /** How the config, in the form in which the connector would get it, does not fit the spec. */
  async findings(connection: string, specification: JsonObject): Promise<ConfigFinding[]> {
    const { value } = await this.#effective(connection, specification);
    const { findings, isTimedOut } = await judgeConfig(specification, value);
    this.#isUnjudged = isTimedOut;
    return findings.map(({ path, message }) => ({ path, message: this.redact(message) }));
  }

  /** What the last comparison left open, and the keys of the user's config that the spec does not list, in a sentence each. */
  async warnings(specification: JsonObject): Promise<string[]> {
    const { value } = await this.#read(specification);
    return [...(this.#isUnjudged ? [unjudged] : []), ...findUnknownKeys(specification, value)];
  }

  /** Like `textFor`; rejects with CONFIG_INVALID when the config does not fit the spec. */
  async validTextFor(connection: string, specification: JsonObject): Promise<string> {
    const findings = await this.findings(connection, specification);
    if (findings.length > 0) throw configInvalid(findings);
    return this.textFor(connection, specification);
  }

  /** Keeps the config a connector sent (CONTROL), for its next start. */
  async keep(connection: string, specification: JsonObject, updated: JsonObject): Promise<void> {
    this.#redactor.add(findSecrets(specification, updated));
    const base = await this.#read(specification);
    const effective = await this.#effective(connection, specification);
    const changes = diffConfig(base.value, mergeConfig(effective.value, updated));
    await writeKeptChanges(this.#kept(connection), changes);
  }

  #kept(connection: string): KeptConfig {
    const { connector, projectFolder } = this.#owner;
    return { path: keptConfigPath(projectFolder, connection), connector };
  }

  async #read(specification: JsonObject): Promise<ConnectorConfig> {
    this.#base ??= readConfig(this.#given);
    const base = await this.#base;
    this.#redactor.add(findSecrets(specification, base.value));
    return base;
  }

  async #effective(connection: string, specification: JsonObject): Promise<ConnectorConfig> {
    const base = await this.#read(specification);
    const place = this.#kept(connection);
    const changes: readonly ConfigChange[] = await readKeptChanges(place);
    if (changes.length === 0) return base;
    const { value, kept } = applyChanges(base.value, changes);
    if (kept.length < changes.length) await writeKeptChanges(place, kept);
    if (kept.length === 0) return base;
    this.#redactor.add(findSecrets(specification, value));
    return printConfig(value);
  }
}

function configInvalid(findings: readonly ConfigFinding[]): ConfigError {
  const lines = findings.map(({ path, message }) => `  ${path === "" ? "The config" : path} ${message}`);
  return new ConfigError(`The config does not fit the connector's spec:\n${lines.join("\n")}`, {
    code: "CONFIG_INVALID",
    hint: "The connector's spec lists every key.",
    data: { findings },
  });
}
