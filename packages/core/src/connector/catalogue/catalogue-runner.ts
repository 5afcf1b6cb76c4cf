import { resolve } from "node:path";
import { userCacheFolder } from "../../async/user-cache-folder.ts";
import { chooseRunner } from "../choose-runner.ts";
import { connectorIdentity, sourceName } from "../connector-name.ts";
import type { ConnectorRunner, PreparedConnector, PrepareOptions } from "../connector-runner.ts";
import { withInstallLock } from "../install/install-lock.ts";
import { parseSourceReference } from "../parse-source-reference.ts";
import type { SourceReference } from "../source-reference.ts";
import { chooseRun } from "./choose-run.ts";
import { type ManifestPlan, manifestStore } from "./install-manifest.ts";
import { forgetChoice, type NameChoice } from "./kept-choice.ts";
import type { CatalogueOptions } from "./load-catalogue.ts";
import { prepareByCdk } from "./prepare-by-cdk.ts";
import { prepareManifest } from "./prepare-manifest.ts";
import { metadataFile, registryLocation } from "./registry-location.ts";
import { renameConnector } from "./rename-connector.ts";

/** What the runner of catalogue names works with. */
export interface CatalogueRunnerOptions extends CatalogueOptions {
  /** The runners a name is handed on to, in the order they are asked. */
  readonly runners: readonly ConnectorRunner[];
}

/**
 * Runs sources by their name in the connector catalogue (`source-github`, `github`), by whatever way is best, and manifests
 * by their URL: finds out what is to be run, fetches manifests, and hands on to the runner that takes it.
 */
export function catalogueRunner(catalogue: CatalogueRunnerOptions): ConnectorRunner {
  const { runners } = catalogue;
  const home = (): string => resolve(catalogue.home ?? userCacheFolder());
  return {
    contract: 1,
    kind: "catalogue",
    accepts: (reference) => isRemoteManifest(reference) || isOnlyOurs(reference, runners),
    async prepare(reference, options = {}): Promise<PreparedConnector> {
      const call = { ...options, offline: options.offline ?? catalogue.offline };
      const identity = connectorIdentity(reference);
      if (reference.scheme === "manifest")
        return prepareManifest(
          remotePlan(reference.path, home()),
          { text: reference.text, name: identity },
          runners,
          call,
        );
      if (reference.scheme !== "name") throw new TypeError(`The catalogue does not run ${reference.text}.`);
      const name = sourceName(reference.name);
      const choice = await chooseRun({ name, home: home(), catalogue, runners }, call);
      if (choice.runs.startsWith("manifest:")) {
        const plan = namedPlan(name, choice, home(), catalogue);
        if (choice.method === "manifest")
          return prepareManifest(plan, { text: reference.text, name: identity }, runners, call);
        return prepareByCdk({ ...plan, identity, cdk: choice.cdk ?? 0 }, call);
      }
      const runs = parseSourceReference(choice.runs);
      return renameConnector(await chooseRunner(runs, runners).prepare(runs, call), { name: identity });
    },
    async remove(reference, options = {}): Promise<readonly string[]> {
      const call = { ...options, offline: options.offline ?? catalogue.offline };
      if (reference.scheme === "manifest") return removeManifest(remotePlan(reference.path, home()), call);
      if (reference.scheme !== "name") return [];
      const name = sourceName(reference.name);
      const choice = await chooseRun({ name, home: home(), catalogue, runners }, call);
      await forgetChoice({ home: home(), registry: registryLocation(catalogue.registry).registry, name });
      // The CDK stays: other manifests are run by it too.
      if (choice.runs.startsWith("manifest:")) return removeManifest(namedPlan(name, choice, home(), catalogue), call);
      const runs = parseSourceReference(choice.runs);
      return (await chooseRunner(runs, runners).remove?.(runs, call)) ?? [];
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

function namedPlan(name: string, choice: NameChoice, home: string, options: CatalogueOptions): ManifestPlan {
  const version = /@([^@]+)$/.exec(choice.runs)?.[1] ?? choice.version;
  const address = metadataFile(registryLocation(options.registry), name, version, "manifest.yaml");
  return { home, name, version, address };
}

async function removeManifest(plan: ManifestPlan, { signal, pin }: PrepareOptions): Promise<readonly string[]> {
  const store = manifestStore(plan, {});
  return withInstallLock(store.lockPath, { signal }, () =>
    store.remove(pin?.version === undefined ? "all" : { version: pin.version }),
  );
}
