import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished } from "vitest";

/** A package to be made. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Programs by name, all of them the same connector. Default: none. */
  readonly bin?: readonly string[];
  /** Scripts that npm runs. Default: none. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** A package registry on this machine. */
export interface NpmRegistry {
  readonly address: string;
  /** Publishes a package; publishing a version again changes what it holds. */
  publish(description: NpmPackage, remark?: string): Promise<void>;
}

interface Published {
  readonly manifest: object;
  readonly archive: Buffer;
}

/** Starts a registry which npm can install from; it ends with the test. */
export async function startNpmRegistry(folder: string): Promise<NpmRegistry> {
  const packages = new Map<string, Map<string, Published>>();
  const server = createServer((request, response) => {
    const [name = "", , version] = decodeURIComponent((request.url ?? "").slice(1)).split(/\/(-)\//);
    const versions = packages.get(name);
    const archive = version === undefined ? undefined : versions?.get(version)?.archive;
    if (archive !== undefined) return response.end(archive);
    if (versions === undefined) return response.writeHead(404).end("{}");
    const latest = [...versions.keys()].at(-1);
    const manifests = Object.fromEntries([...versions].map(([key, { manifest }]) => [key, manifest]));
    return response.end(JSON.stringify({ name, "dist-tags": { latest }, versions: manifests }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    async publish(description, remark = "") {
      const { name, version } = description;
      const archive = await pack(join(folder, `${name.replace("/", "-")}-${version}`), description, remark);
      const integrity = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
      const { bin: _bin, ...known } = description;
      const hasInstallScript = known.scripts?.["postinstall"] !== undefined;
      const manifest = {
        ...known,
        ...(hasInstallScript ? { hasInstallScript } : {}),
        dist: { tarball: `${address}/${name}/-/${version}`, integrity },
      };
      packages.set(name, (packages.get(name) ?? new Map()).set(version, { manifest, archive }));
    },
  };
}

const packed = new Map<string, Promise<Buffer>>();

/** The same package is made once: npm takes its time. */
function pack(folder: string, description: NpmPackage, remark: string): Promise<Buffer> {
  const key = JSON.stringify([description, remark]);
  const archive = packed.get(key) ?? makeArchive(folder, description, remark);
  packed.set(key, archive);
  return archive;
}

async function makeArchive(folder: string, { bin = [], ...description }: NpmPackage, remark: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true });
  const programs = Object.fromEntries(bin.map((program) => [program, "source"]));
  await writeFile(join(folder, "package.json"), JSON.stringify({ ...description, bin: programs }));
  await writeFile(join(folder, "source"), `${connector}\n// ${remark}\n`);
  const { stdout } = await execa("npm", ["pack", "--json", "--silent"], { cwd: folder });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return readFile(join(folder, filename));
}

/** Answers spec with its version and that of what it depends on as the title. */
const connector = `#!/usr/bin/env node
const own = require("./package.json");
const others = Object.keys(own.dependencies ?? {}).map((name) => name + " " + require(name + "/package.json").version);
const title = [own.version, ...others].join(", ");
console.log(JSON.stringify({ type: "SPEC", spec: { connectionSpecification: { title } } }));`;
