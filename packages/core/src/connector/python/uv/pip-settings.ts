import { existsSync } from "node:fs";
import { runTool, type ToolOptions } from "../run-tool.ts";

/** pip's name for a setting, and uv's variable for the same. */
const variables: Readonly<Record<string, string>> = {
  "index-url": "UV_DEFAULT_INDEX",
  "extra-index-url": "UV_INDEX",
  "find-links": "UV_FIND_LINKS",
  "trusted-host": "UV_INSECURE_HOST",
  cert: "SSL_CERT_FILE",
  proxy: "ALL_PROXY",
};

/** pip's own settings (pip.conf, PIP_… variables) as variables for uv, so that an uv of ours goes where the user's pip goes. */
export async function readPipSettings(python: string, options: ToolOptions): Promise<Record<string, string>> {
  const { stdout } = await runTool(python, ["-m", "pip", "config", "list"], options);
  return translatePipSettings(stdout, process.env);
}

/** From the lines of `pip config list`; what the user told uv itself (`environment`) goes first. */
export function translatePipSettings(
  listing: string,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const settings = new Map<string, string>();
  // A variable beats the section of a command, which beats the global one.
  for (const scope of ["global", "install", ":env:"]) {
    for (const line of listing.split(/\r?\n/)) {
      const [, found, key = "", value = ""] = /^(\S+?)\.([a-z-]+)=['"](.*)['"]$/.exec(line.trim()) ?? [];
      if (found === scope) settings.set(key.replace(/^\.+/, ""), value.replaceAll("\\n", " ").trim());
    }
  }
  const entries = Object.entries(variables).flatMap(([key, variable]): [string, string][] => {
    const value = settings.get(key);
    if (value === undefined || environment[variable] !== undefined) return [];
    return [[variable, key === "find-links" ? reachableLinks(value) : value]];
  });
  // pip takes the best version of all indexes; uv would stay with the first that knows the package.
  const strategy: [string, string][] = settings.has("extra-index-url")
    ? [["UV_INDEX_STRATEGY", "unsafe-best-match"]]
    : [];
  return Object.fromEntries([...strategy, ...entries.filter(([, value]) => value !== "")]);
}

/** pip passes over a folder that is not there, uv stops. */
function reachableLinks(links: string): string {
  return links
    .split(/\s+/)
    .filter((link) => link.includes("://") || existsSync(link))
    .join(",");
}
