import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { userCacheFolder } from "../../async/user-cache-folder.ts";
import { chooseRunner } from "../choose-runner.ts";
import { connectorIdentity, sourceName } from "../connector-name.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { ConnectorRunner, PreparedConnector, PrepareOptions } from "../connector-runner.ts";
import { withInstallLock } from "../install/install-lock.ts";
import type { StoredInstall } from "../install/install-store.ts";
import { parseSourceReference } from "../parse-source-reference.ts";
import type { SourceReference } from "../source-reference.ts";
import { chooseRun } from "./choose-run.ts";
import { installManifest, type ManifestPlan, manifestStore } from "./install-manifest.ts";
import { forgetChoice, type NameChoice } from "./kept-choice.ts";
import type { CatalogueOptions } from "./load-catalogue.ts";
import { metadataFile, registryLocation } from "./registry-location.ts";

/** What the runner of catalogue names works with. */
export interface CatalogueRunnerOptions extends CatalogueOptions {
  /** The runners a name is handed on to, in the order they are asked. */
  readonly runners: readonly ConnectorRunner[];
}

/**
 * Runs sources by their name in the connector catalogue (`source-github`, `github`), by whatever way is best, and manifests
 * by their URL: finds out what is to be run, fetches manifests, and hands on to the runner that takes it.
 */
export function catalogueRunner(options: CatalogueRunnerOptions): ConnectorRunner {
  const home = (): string => resolve(options.home ?? userCacheFolder());
  return {
    contract: 1,
    kind: "catalogue",
    accepts: (reference) => isRemoteManifest(reference) || isOnlyOurs(reference, options.runners),
    async prepare(reference, call = {}): Promise<PreparedConnector> {
      if (reference.scheme === "manifest")
        return prepareManifest(remotePlan(reference.path, home()), reference, options.runners, call);
      if (reference.scheme !== "name") throw new TypeError(`The catalogue does not run ${reference.text}.`);
      const name = sourceName(reference.name);
      const choice = await chooseRun({ name, home: home(), catalogue: options }, call);
      if (choice.method === "manifest")
        return prepareManifest(namedPlan(name, choice, home(), options), reference, options.runners, call);
      const runs = parseSourceReference(choice.runs);
      const prepared = await chooseRunner(runs, options.runners).prepare(runs, call);
      return withName(prepared, { name: connectorIdentity(reference) });
    },
    async remove(reference, call = {}): Promise<readonly string[]> {
      if (reference.scheme === "manifest") return removeManifest(remotePlan(reference.path, home()), call);
      if (reference.scheme !== "name") return [];
      const name = sourceName(reference.name);
      const choice = await chooseRun({ name, home: home(), catalogue: options }, call);
      await forgetChoice({ home: home(), registry: registryLocation(options.registry).registry, name });
      if (choice.method === "manifest") return removeManifest(namedPlan(name, choice, home(), options), call);
      const runs = parseSourceReference(choice.runs);
      return (await chooseRunner(runs, options.runners).remove?.(runs, call)) ?? [];
    },
  };
}

function isRemoteManifest(reference: SourceReference): boolean {
  return reference.scheme === "manifest" && /^https?:/i.test(reference.path);
}

/** A name that no runner of the user's knows. */
function isOnlyOurs(reference: SourceReference, runners: readonly ConnectorRunner[]): boolean {
  return reference.scheme === "name" && !runners.some((runner) => runner.accepts(reference));
}

function remotePlan(url: string, home: string): ManifestPlan {
  const reference = { scheme: "manifest", text: url, path: url } as const;
  return { home, name: connectorIdentity(reference).slice("manifest:".length), version: "", address: new URL(url) };
}

function namedPlan(name: string, { runs, version }: NameChoice, home: string, options: CatalogueOptions): ManifestPlan {
  const location = registryLocation(options.registry);
  const pinned = /@([^@]+)$/.exec(runs)?.[1] ?? version;
  return { home, name, version: pinned, address: metadataFile(location, name, pinned, "manifest.yaml") };
}

async function prepareManifest(
  plan: ManifestPlan,
  reference: SourceReference,
  runners: readonly ConnectorRunner[],
  call: PrepareOptions,
): Promise<PreparedConnector> {
  // Before anything is fetched: there has to be somebody to run it.
  const runner = chooseRunner({ scheme: "manifest", text: reference.text, path: plan.address.href }, runners);
  const install = await installManifest(plan, call);
  const path = install.files[0] ?? "";
  const prepared = await runner.prepare({ scheme: "manifest", text: pathToFileURL(path).href, path }, call);
  const { version, folder } = install;
  const pin = async (): Promise<ConnectorPin> => pinOf(plan, install);
  return withName(prepared, {
    name: connectorIdentity(reference),
    version: version === "" ? prepared.version : version,
    folder,
    pin,
  });
}

function pinOf({ name, version, address }: ManifestPlan, { contents = [] }: StoredInstall): ConnectorPin {
  const digest = contents[0]?.split(" ")[1] ?? "";
  return version === "" ? { runs: address.href, digest } : { runs: `manifest:${name}@${version}`, version, digest };
}

async function removeManifest(plan: ManifestPlan, call: PrepareOptions): Promise<readonly string[]> {
  const store = manifestStore(plan, call);
  return withInstallLock(store.lockPath, { signal: call.signal }, () => store.remove(true));
}

/** A connector with other facts about it; what it does stays its own. */
function withName(prepared: PreparedConnector, facts: Partial<PreparedConnector>): PreparedConnector {
  const { name, version, folder } = prepared;
  return {
    name,
    version,
    folder,
    ...(prepared.pin === undefined ? {} : { pin: (options) => pinAs(prepared, options) }),
    ...facts,
    run: (command, options) => prepared.run(command, options),
  };
}

async function pinAs(prepared: PreparedConnector, options: PrepareOptions | undefined): Promise<ConnectorPin> {
  const pin = await prepared.pin?.(options);
  if (pin === undefined) throw new TypeError(`${prepared.name} cannot be pinned.`);
  return pin;
}
