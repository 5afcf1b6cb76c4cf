import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { decodeText } from "../config/decode-text.ts";

/** The file in which a user lists folders, a line each, whose config files are run whoever owns them. */
export function trustListPath(env: Readonly<Record<string, string | undefined>>): string {
  const xdg = env["XDG_CONFIG_HOME"];
  return join(xdg !== undefined && xdg !== "" ? xdg : join(homedir(), ".config"), "airdock", "trusted");
}

/** The folders that the user trusts: those of AIRDOCK_TRUST, separated as in PATH, and of the list in the user's own folder. */
export async function trustedFolders(env: Readonly<Record<string, string | undefined>>): Promise<string[]> {
  const named = (env["AIRDOCK_TRUST"] ?? "").split(delimiter);
  const listed = await readFile(trustListPath(env)).then(
    (bytes) => decodeText(bytes).split("\n"),
    () => [],
  );
  const texts = [...named, ...listed].map((text) => text.trim()).filter((text) => text !== "" && !text.startsWith("#"));
  return texts.map((text) => resolve(text.replace(/^~(?=$|\/)/, homedir())));
}
