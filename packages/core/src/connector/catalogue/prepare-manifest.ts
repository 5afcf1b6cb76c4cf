import { pathToFileURL } from "node:url";
import { chooseRunner } from "../choose-runner.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { ConnectorRunner, PreparedConnector, PrepareOptions } from "../connector-runner.ts";
import type { StoredInstall } from "../install/install-store.ts";
import { installManifest, type ManifestPlan, manifestStore } from "./install-manifest.ts";
import { renameConnector } from "./rename-connector.ts";

/** A manifest of the registry, or behind a URL, fetched and handed on to the runner that takes manifests. */
export async function prepareManifest(
  plan: ManifestPlan,
  { text, name }: { readonly text: string; readonly name: string },
  runners: readonly ConnectorRunner[],
  call: PrepareOptions,
): Promise<PreparedConnector> {
  // Before anything is fetched: there has to be somebody to run it.
  const runner = chooseRunner({ scheme: "manifest", text, path: plan.address.href }, runners);
  const install = await installManifest(plan, call);
  const path = install.files[0] ?? "";
  const file = { scheme: "manifest", text: pathToFileURL(path).href, path } as const;
  const prepared = await runner.prepare(file, { ...call, connector: plan.name });
  return renameConnector(prepared, {
    name,
    version: install.version === "" ? prepared.version : install.version,
    folder: install.folder,
    pin: () => pinManifest(plan, install),
  });
}

/** The pin of a fetched manifest. */
export async function pinManifest(plan: ManifestPlan, install: StoredInstall): Promise<ConnectorPin> {
  const { name, version, address } = plan;
  const digest = install.contents?.[0] ?? "";
  const pin =
    version === "" ? { runs: address.href, digest } : { runs: `manifest:${name}@${version}`, version, digest };
  await manifestStore(plan, { pin }).adopt(install);
  return pin;
}
