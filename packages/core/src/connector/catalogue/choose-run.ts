import { parseSourceReference } from "../parse-source-reference.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { ConnectorRunner, PrepareOptions } from "../connector-runner.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { refuseOffline } from "../install/refuse-offline.ts";
import { findEntry } from "./find-entry.ts";
import { fetchComponents, fetchManifest, findClassNames } from "./install-manifest.ts";
import { keepChoice, type NameChoice, readKeptChoice } from "./kept-choice.ts";
import { type CatalogueOptions, loadCatalogue } from "./load-catalogue.ts";
import { cdkMajor, planRun, type RunPlan } from "./plan-run.ts";
import { metadataFile, type RegistryLocation, registryLocation } from "./registry-location.ts";

/** A catalogue name to be run, and what is known of the place. */
export interface NameRequest {
  readonly name: string;
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  readonly catalogue: CatalogueOptions;
  /** The runners that may take it. */
  readonly runners: readonly ConnectorRunner[];
}

/**
 * How a name is run: as a pin says, as was decided before, or as the catalogue has it now. Rejects with SOURCE_UNKNOWN and
 * the errors of `loadCatalogue` and OFFLINE.
 */
export async function chooseRun(request: NameRequest, options: PrepareOptions): Promise<NameChoice> {
  const { name, home, catalogue, runners } = request;
  const { pin, upgrade = false } = options;
  if (pin !== undefined) return readChoice(pin);
  const location = registryLocation(catalogue.registry);
  const key = { home, registry: location.registry, name };
  const kept = upgrade ? undefined : await readKeptChoice(key);
  if (kept !== undefined) return kept;
  const { entries } = await loadCatalogue({ ...catalogue, home }, { ...options, refresh: upgrade });
  const entry = findEntry(entries, name);
  const plan = await planEntry(entry, location, home, { ...options, runners });
  const choice = { method: plan.method, runs: runsOf(plan, entry), version: entry.version, cdk: cdkMajor(entry) };
  await keepChoice(key, choice);
  return choice;
}

/** The plan for an entry; whether its manifest needs Python is looked up. */
export async function planEntry(
  entry: CatalogueEntry,
  location: RegistryLocation,
  home: string,
  { signal, offline, runners = [] }: PlanOptions,
): Promise<RunPlan> {
  const { name, version, language } = entry;
  if (language !== "manifest-only") return planRun(entry);
  const plan = { home, name, version, address: metadataFile(location, name, version, "manifest.yaml") };
  if (plan.address.protocol !== "file:")
    refuseOffline({ what: `${name} is not installed here`, command: `airdock install ${name}` }, { offline });
  const classNames = findClassNames(await fetchManifest(plan, signal));
  if (classNames.length === 0) return planRun(entry, { hasCustomCode: false });
  if (await haveCounterparts(classNames, name, runners))
    return planRun(entry, { hasCustomCode: true, hasCounterparts: true });
  const hasComponents = (await fetchComponents(plan, signal)) !== undefined;
  return planRun(entry, { hasCustomCode: true, hasComponents });
}

interface PlanOptions extends Pick<PrepareOptions, "signal" | "offline"> {
  readonly runners?: readonly ConnectorRunner[] | undefined;
}

/** Asks the runner that would run the manifest. */
async function haveCounterparts(
  classNames: readonly string[],
  connector: string,
  runners: readonly ConnectorRunner[],
): Promise<boolean> {
  const runner = runners.find((item) => item.accepts({ scheme: "manifest", text: connector, path: connector }));
  for (const className of classNames) if ((await runner?.hasCounterpart?.(className, connector)) !== true) return false;
  return true;
}

/** The reference a plan stands for, in a lock and for people: a manifest by its name and version, whatever runs it. */
export function runsOf({ method, reference }: RunPlan, { name, version, language }: CatalogueEntry): string {
  return method !== "docker" && language === "manifest-only" ? `manifest:${name}@${version}` : reference.text;
}

function readChoice({ runs, version = "", contents }: ConnectorPin): NameChoice {
  if (runs.startsWith("manifest:")) return { method: contents === undefined ? "manifest" : "python", runs, version };
  return { method: parseSourceReference(runs).scheme === "docker" ? "docker" : "python", runs, version };
}
