import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { chooseWheel } from "./choose-wheel.ts";
import { parseIndexPage } from "./parse-index-page.ts";
import { httpGet } from "../../http-get.ts";
import { unzipEntry } from "../../unzip-entry.ts";

const indexVariables = ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"];

/**
 * Puts the program uv at a path, for machines without pip: its wheel in the package index holds it as one static binary.
 * The index is the one uv or pip are told to use; the release and the checksum of its wheel are fixed here, so that whoever runs the index
 * cannot hand out another program. Rejects when it cannot be had.
 */
export async function downloadUv(path: string, signal?: AbortSignal): Promise<void> {
  const wheel = chooseWheel({ platform: process.platform, arch: process.arch, musl: isMusl() });
  if (wheel === undefined) throw new Error(`No uv is known for ${process.platform} ${process.arch}.`);
  const index = indexVariables.map((name) => process.env[name]).find(Boolean) ?? "https://pypi.org/simple";
  const page = new URL(`${index.replace(/\/+$/, "")}/uv/`);
  const listing = await httpGet(page, "application/vnd.pypi.simple.v1+json, text/html;q=0.5", signal);
  const file = parseIndexPage(listing.toString(), page).find(({ filename }) => filename === wheel.filename);
  if (file === undefined) throw new Error(`${page.href} has no ${wheel.filename}.`);
  const archive = await httpGet(new URL(file.url), "*/*", signal);
  const digest = createHash("sha256").update(archive).digest("hex");
  if (digest !== wheel.sha256) throw new Error(`${wheel.filename} does not have the checksum that Airdock knows.`);
  const program = unzipEntry(archive, (name) => /\/scripts\/uv(\.exe)?$/.test(name));
  if (program === undefined) throw new Error(`${wheel.filename} holds no uv.`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, program, { mode: 0o755 });
}

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}
