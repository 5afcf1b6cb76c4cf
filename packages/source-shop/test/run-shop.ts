import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PrintedMessage } from "./printed-message.ts";

/** The executable under test. */
export const executable: string = fileURLToPath(new URL("../bin/source-shop.js", import.meta.url));

/** What one run of the sample source printed, and how it ended. */
export interface ShopRun {
  messages: PrintedMessage[];
  stderr: string;
  code: number | null;
}

/** Runs a command with argument files made of the given values. */
export async function runShop(command: string, files: Record<string, unknown> = {}): Promise<ShopRun> {
  const folder = await mkdtemp(join(tmpdir(), "source-shop-"));
  try {
    const argv = [command];
    for (const [name, value] of Object.entries(files)) {
      const file = join(folder, `${name}.json`);
      await writeFile(file, typeof value === "string" ? value : JSON.stringify(value));
      argv.push(`--${name}`, file);
    }
    return await collect(argv);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A configured catalog of these streams. */
export function configuredCatalog(...names: string[]): object {
  const streams = names.map((name) => ({
    stream: { name },
    sync_mode: "incremental",
    destination_sync_mode: "append_dedup",
  }));
  return { streams };
}

async function collect(argv: string[]): Promise<ShopRun> {
  const child = spawn(process.execPath, [executable, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  const messages = stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PrintedMessage);
  return { messages, stderr, code };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks = await Array.fromAsync(stream);
  return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString();
}
