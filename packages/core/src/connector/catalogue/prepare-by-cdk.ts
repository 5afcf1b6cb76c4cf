import { readFile } from "node:fs/promises";
import { isObject } from "../../config/is-object.ts";
import type { JsonObject } from "../../protocol/json.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { PreparedConnector, PrepareOptions } from "../connector-runner.ts";
import { checkPinDigest } from "../install/check-pin-digest.ts";
import { digestJson } from "../install/digest-json.ts";
import { createProcessConnector } from "../process-connector.ts";
import { installConnector } from "../python/install-connector.ts";
import { parseRequirement } from "../python/parse-requirement.ts";
import { pinPackages } from "../python/pin-packages.ts";
import { fromPinContents } from "../python/pinned-packages.ts";
import { pythonVariables } from "../python/run-tool.ts";
import { installManifest, type ManifestPlan } from "./install-manifest.ts";
import { cdkRequirement } from "./plan-run.ts";
import { pinManifest } from "./prepare-manifest.ts";
import { printSpec, readManifestSpec } from "./read-manifest-spec.ts";

/** A manifest with Python code, and the version of the CDK that runs it. */
export interface CdkPlan extends ManifestPlan {
  /** The connector's name in the cache. */
  readonly identity: string;
  /** Major version of Airbyte's Python CDK. */
  readonly cdk: number;
}

/** A manifest with Python code of its own, run by the program `source-declarative-manifest` of Airbyte's Python CDK. */
export async function prepareByCdk(plan: CdkPlan, call: PrepareOptions): Promise<PreparedConnector> {
  const pins = call.pin === undefined ? undefined : splitPin(call.pin);
  const manifest = await installManifest({ ...plan, components: true }, { ...call, pin: pins?.manifest });
  const requirement = parseRequirement(cdkRequirement(plan.cdk));
  const packages = pins === undefined ? undefined : fromPinContents(pins.cdk.contents);
  const choice = { home: plan.home, onProgress: call.onProgress };
  const cdk = await installConnector({
    ...choice,
    ...call,
    reference: plan.name,
    pin: pins?.cdk,
    requirement,
    packages,
  });
  const [python = "", script = ""] = cdk.files;
  const [file = "", components = ""] = manifest.files;
  const { version, folder } = manifest;
  const connector = createProcessConnector({
    name: plan.identity,
    version,
    folder,
    file: python,
    arguments: [script],
    options: ["--manifest-path", file, "--components-path", components],
    environment: { ...pythonVariables, AIRBYTE_ENABLE_UNSAFE_CODE: "true" },
  });
  return {
    ...connector,
    // The program's own spec asks for the manifest in the config.
    run: async (command, options) => {
      const spec = command.kind === "spec" ? await readManifestSpec(await readFile(file, "utf8")) : undefined;
      return spec === undefined ? connector.run(command, options) : printSpec(spec);
    },
    pin: async (options = {}) =>
      call.pin ?? joinPins(await pinManifest(plan, manifest), await pinPackages(cdk, requirement, choice, options)),
  };
}

function joinPins(manifest: ConnectorPin, cdk: ConnectorPin): ConnectorPin {
  const contents: JsonObject = { manifest: manifest.digest, cdk: cdk.contents ?? null };
  return { ...manifest, digest: digestJson(contents), contents };
}

function splitPin(pin: ConnectorPin): { readonly manifest: ConnectorPin; readonly cdk: ConnectorPin } {
  checkPinDigest(pin);
  const { manifest = null, cdk = null } = isObject(pin.contents) ? pin.contents : {};
  return {
    manifest: { runs: pin.runs, digest: String(manifest) },
    cdk: { runs: "pypi:airbyte-cdk", digest: digestJson(cdk), contents: cdk },
  };
}
