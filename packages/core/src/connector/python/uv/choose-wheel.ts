import { pinnedUvDigests, uvWheelName } from "./pinned-uv.ts";

/** Where a wheel has to run. */
export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly musl: boolean;
}

/** A wheel, by its file name in the package index and the SHA-256 of its bytes. */
export interface PinnedWheel {
  readonly filename: string;
  readonly sha256: string;
}

/** The wheel of uv that runs on a platform; undefined where none is known. */
export function chooseWheel(platform: Platform): PinnedWheel | undefined {
  const tag = platformTag(platform);
  const found = Object.entries(pinnedUvDigests).find(([platforms]) => tag?.test(platforms) === true);
  return found === undefined ? undefined : { filename: uvWheelName(found[0]), sha256: found[1] };
}

function platformTag({ platform, arch, musl }: Platform): RegExp | undefined {
  const machine = arch === "arm64" ? "(?:aarch64|arm64)" : arch === "x64" ? "(?:x86_64|amd64)" : undefined;
  const system = platform === "darwin" ? "macosx" : platform === "win32" ? "win" : musl ? "musllinux" : "manylinux";
  return machine === undefined ? undefined : new RegExp(`(^|\\.)${system}(_\\w+?)?_${machine}(\\.|$)`);
}
