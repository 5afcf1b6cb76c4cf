import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { chooseWheel, parseIndexPage } from "./choose-wheel.ts";
import { httpGet } from "../../http-get.ts";
import { unzipEntry } from "../../unzip-entry.ts";

const indexVariables = ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"];

/**
 * Puts the program uv at a path, for machines without pip: its wheel in the package index holds it as one static binary.
 * The index is the one uv or pip are told to use; the wheel's checksum is verified. Rejects when it cannot be had.
 */
export async function downloadUv(path: string, signal?: AbortSignal): Promise<void> {
  const index = indexVariables.map((name) => process.env[name]).find(Boolean) ?? "https://pypi.org/simple";
  const page = new URL(`${index.replace(/\/+$/, "")}/uv/`);
  const listing = await httpGet(page, "application/vnd.pypi.simple.v1+json, text/html;q=0.5", signal);
  const wheel = chooseWheel(parseIndexPage(listing.toString(), page), {
    platform: process.platform,
    arch: process.arch,
    musl: isMusl(),
  });
  if (wheel === undefined) throw new Error(`${page.href} has no uv for ${process.platform} ${process.arch}.`);
  const archive = await httpGet(new URL(wheel.url), "*/*", signal);
  const digest = createHash("sha256").update(archive).digest("hex");
  if (digest !== wheel.hashes?.["sha256"])
    throw new Error(`${wheel.filename} does not have the checksum the index says.`);
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
