import { expect, test } from "vitest";
import { chooseWheel, parseIndexPage } from "./choose-wheel.ts";

const names = [
  "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
  "uv-0.13.10-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
  "uv-0.13.11rc1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
  "uv-0.13.10-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
  "uv-0.13.10-py3-none-musllinux_1_1_x86_64.whl",
  "uv-0.13.10-py3-none-macosx_11_0_arm64.whl",
  "uv-0.13.10-py3-none-macosx_10_12_x86_64.whl",
  "uv-0.13.10-py3-none-win_amd64.whl",
  "uv-0.13.10-py3-none-manylinux_2_17_i686.manylinux2014_i686.whl",
  "uv-0.13.10.tar.gz",
];
const files = names.map((filename) => ({ filename, url: `https://x.example/${filename}`, hashes: { sha256: "00" } }));

test.each([
  ["linux", "x64", false, names[1]],
  ["linux", "x64", true, names[4]],
  ["linux", "arm64", false, names[3]],
  ["linux", "arm64", true, names[3]],
  ["darwin", "arm64", false, names[5]],
  ["darwin", "x64", false, names[6]],
  ["win32", "x64", false, names[7]],
  ["linux", "riscv64", false, undefined],
] as const)("for %s %s (musl: %s): %s", (platform, arch, musl, filename) => {
  expect(chooseWheel(files, { platform, arch, musl })?.filename).toBe(filename);
});

test("passes over withdrawn files and files without checksum", () => {
  const [older, newer] = files.slice(0, 2) as [(typeof files)[0], (typeof files)[0]];
  const linux = { platform: "linux", arch: "x64", musl: false } as const;
  expect(chooseWheel([older, { ...newer, yanked: "broken" }], linux)).toBe(older);
  expect(chooseWheel([older, { filename: newer.filename, url: newer.url }], linux)).toBe(older);
});

test("reads both forms of an index page", () => {
  const page = new URL("https://x.example/simple/uv/");
  const json = JSON.stringify({ files: [{ filename: "a.whl", url: "../../files/a.whl", hashes: { sha256: "0f" } }] });
  const html =
    '<html><a href="../../files/a.whl#sha256=0f" data-requires-python="&gt;=3.8">a.whl</a><br/><a href="b.whl" data-yanked="">b.whl</a>';
  expect(parseIndexPage(json, page)).toEqual([
    { filename: "a.whl", url: "https://x.example/files/a.whl", hashes: { sha256: "0f" } },
  ]);
  expect(parseIndexPage(html, page)).toEqual([
    { filename: "a.whl", url: "https://x.example/files/a.whl", hashes: { sha256: "0f" }, yanked: false },
    { filename: "b.whl", url: "https://x.example/simple/uv/b.whl", yanked: true },
  ]);
});
