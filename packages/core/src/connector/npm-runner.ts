import { open, rmdir } from "node:fs/promises";
import { resolve } from "node:path";
import { userCacheFolder } from "../async/user-cache-folder.ts";
import { connectorIdentity } from "./connector-name.ts";
import type { ConnectorRunner, PreparedConnector } from "./connector-runner.ts";
import { checkPinDigest } from "./install/check-pin-digest.ts";
import { withInstallLock } from "./install/install-lock.ts";
import { installPackage, packageStore, type PackagePlan, pinPackage } from "./npm/install-package.ts";
import { createProcessConnector } from "./process-connector.ts";
import type { SourceReference } from "./source-reference.ts";

/** How the npm runner installs. */
export interface NpmRunnerOptions {
  /** Where connectors are installed. Default: `AIRDOCK_HOME`, else `airdock` in the user's cache folder. */
  readonly home?: string | undefined;
  /** Milliseconds between SIGTERM and SIGKILL. Default 5,000. */
  readonly grace?: number | undefined;
}

/**
 * Runs connectors that are npm packages (`npm:@acme/source-x@1.2.0`), installed by npm with the user's own settings. Rejects
 * with PACKAGE_NOT_FOUND, INSTALL_FAILED, DIGEST_MISMATCH.
 */
export function npmRunner(options: NpmRunnerOptions = {}): ConnectorRunner {
  const { grace } = options;
  return {
    contract: 1,
    kind: "npm",
    accepts: ({ scheme }) => scheme === "npm",
    async prepare(reference, call = {}): Promise<PreparedConnector> {
      const plan = planOf(reference, options);
      const { pin } = call;
      if (pin !== undefined) checkPinDigest(pin);
      const install = await installPackage(plan, call);
      const { version, folder } = install;
      const [file = ""] = install.files;
      const program = (await isScript(file)) ? { file: process.execPath, arguments: [file] } : { file };
      return {
        ...createProcessConnector({ name: connectorIdentity(reference), version, folder, grace, ...program }),
        pin: async () => pin ?? pinPackage(plan, install),
      };
    },
    async remove(reference, call = {}): Promise<readonly string[]> {
      const plan = planOf(reference, options);
      const version = call.pin?.version;
      const store = packageStore(plan, {});
      const removed = await withInstallLock(store.lockPath, { signal: call.signal }, () =>
        store.remove(version !== undefined ? { version } : plan.target === plan.name ? "all" : "meant"),
      );
      await rmdir(store.folder).catch(() => {});
      return removed;
    },
  };
}

function planOf(reference: SourceReference, { home }: NpmRunnerOptions): PackagePlan {
  if (reference.scheme !== "npm") throw new TypeError(`The npm runner does not run ${reference.text}.`);
  const name = connectorIdentity(reference).slice("npm:".length);
  return { home: resolve(home ?? userCacheFolder()), name, target: reference.target };
}

/** A program for Node is run by this very Node, whatever its first line would find. */
async function isScript(file: string): Promise<boolean> {
  if (/\.[cm]?[jt]s$/.test(file)) return true;
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
  return /^#!.*\bnode\b/.test(buffer.toString("latin1", 0, bytesRead));
}
