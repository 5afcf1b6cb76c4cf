import { expect, test } from "vitest";
import { chooseWheel } from "./choose-wheel.ts";

test.each([
  ["linux", "x64", false, /manylinux_2_17_x86_64/],
  ["linux", "x64", true, /musllinux_1_1_x86_64/],
  ["linux", "arm64", false, /manylinux_\w+_aarch64/],
  ["linux", "arm64", true, /musllinux_1_1_aarch64/],
  ["darwin", "arm64", false, /macosx_11_0_arm64/],
  ["darwin", "x64", false, /macosx_10_12_x86_64/],
  ["win32", "x64", false, /win_amd64/],
  ["win32", "arm64", false, /win_arm64/],
] as const)("for %s %s (musl: %s): %s", (platform, arch, musl, filename) => {
  const wheel = chooseWheel({ platform, arch, musl });
  expect(wheel?.filename).toMatch(filename);
  expect(wheel?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("for another platform there is none", () => {
  expect(chooseWheel({ platform: "linux", arch: "riscv64", musl: false })).toBeUndefined();
});
