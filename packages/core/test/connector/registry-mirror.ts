import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A registry on this machine, in Airbyte's layout, whose files a test may change. */
export interface RegistryMirror {
  /** For AIRDOCK_REGISTRY. */
  readonly address: string;
  /** What there is by path, such as `metadata/airbyte/source-x/1.0.0/manifest.yaml`. */
  readonly files: Map<string, string | Buffer>;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  /** Where every call is sent on to; undefined: nowhere. */
  redirect: string | undefined;
  close(): Promise<void>;
}

/** Where the list stands below a registry. */
export const registryPath = "registries/v0/oss_registry.json";

/** An entry as Airbyte's registry has it. */
export function registryEntry(name: string, more: object = {}): object {
  return { name, dockerRepository: `airbyte/source-${name.toLowerCase()}`, dockerImageTag: "1.0.0", ...more };
}

/** The fields of a source that is a package in the Python package index. */
export function onPypi(packageName: string): object {
  return { language: "python", remoteRegistries: { pypi: { enabled: true, packageName } } };
}

/** The fields of a source that is only a manifest. */
export const manifestOnly: object = { tags: ["cdk:low-code", "language:manifest-only"] };

/** Starts a registry with entries; it ends with the test. */
export async function startMirror(entries: readonly object[]): Promise<RegistryMirror> {
  const files = new Map<string, string | Buffer>([
    [registryPath, JSON.stringify({ sources: entries, destinations: [] })],
  ]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").slice("/mirror/".length);
    asked.push(path);
    if (mirror.redirect !== undefined) return response.writeHead(302, { location: mirror.redirect }).end();
    const text = files.get(path);
    return response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/mirror`;
  const mirror: RegistryMirror = { address, files, asked, redirect: undefined, close };
  return mirror;
}
