import { compareVersions, parseVersion } from "../version-range.ts";

/** A file of a package index (simple API, PEP 691). */
export interface IndexFile {
  readonly filename: string;
  readonly url: string;
  readonly hashes?: Readonly<Record<string, string>>;
  readonly yanked?: boolean | string;
}

/** Where a wheel has to run. */
export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly musl: boolean;
}

/** The newest wheel of uv that runs on a platform and is neither withdrawn nor a pre-release, with a checksum. */
export function chooseWheel(files: readonly IndexFile[], platform: Platform): IndexFile | undefined {
  const tag = platformTag(platform);
  const wheels = files.flatMap((file) => {
    const version = /^uv-(\d+(?:\.\d+)*)-py3-none-(.+)\.whl$/.exec(file.filename);
    const isUsable =
      version !== null && tag?.test(version[2] ?? "") && !file.yanked && file.hashes?.["sha256"] !== undefined;
    return isUsable ? [{ file, version: parseVersion(version[1] ?? "") }] : [];
  });
  return wheels.toSorted((one, other) => compareVersions(other.version, one.version))[0]?.file;
}

/** The files of a page of the index: JSON where the index speaks it, else its list of links. */
export function parseIndexPage(body: string, page: URL): IndexFile[] {
  const files = body.trimStart().startsWith("{")
    ? (JSON.parse(body) as { files: IndexFile[] }).files
    : parseLinks(body);
  return files.map((file) => ({ ...file, url: new URL(file.url, page).href }));
}

function parseLinks(html: string): IndexFile[] {
  const links = html.matchAll(/<a\s[^>]*?href="([^"#]+)(?:#sha256=([0-9a-f]+))?"([^>]*)>\s*([^<\s]+)\s*<\/a>/gi);
  return [...links].map(([, url = "", sha256, attributes = "", filename = ""]) => ({
    filename,
    url: url.replaceAll("&amp;", "&"),
    ...(sha256 === undefined ? {} : { hashes: { sha256 } }),
    yanked: attributes.includes("data-yanked"),
  }));
}

function platformTag({ platform, arch, musl }: Platform): RegExp | undefined {
  const machine = arch === "arm64" ? "(?:aarch64|arm64)" : arch === "x64" ? "(?:x86_64|amd64)" : undefined;
  const system = platform === "darwin" ? "macosx" : platform === "win32" ? "win" : musl ? "musllinux" : "manylinux";
  return machine === undefined ? undefined : new RegExp(`(^|\\.)${system}(_\\w+?)?_${machine}(\\.|$)`);
}
