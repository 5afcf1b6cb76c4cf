import { TracedError } from "../stream/traced-error.ts";

/**
 * The URL of a next page that an answer named. One on another host is followed only where the manifest or the config names that host: whoever writes the answers could
 * send the credentials anywhere. On the same host http becomes https where the first request had it. Throws a TracedError.
 */
export function checkPageUrl(url: string, first: string, namedHosts: ReadonlySet<string>): string {
  const [to, from] = [parse(url), parse(first)];
  if (to === undefined || from === undefined) return url;
  if (to.origin === from.origin) return url;
  const isDowngrade = from.protocol === "https:" && to.protocol === "http:";
  if (to.hostname === from.hostname && to.port === "" && from.port === "")
    return isDowngrade ? url.replace(/^http:/iu, "https:") : url;
  if (!isDowngrade && namedHosts.has(to.host.toLowerCase())) return url;
  const message = `NEXT_PAGE_FOREIGN: The answer of ${from.host} names a next page on ${to.host}, which neither the manifest nor the config names; the credentials are not sent there. If it belongs to the API, name it in the manifest.`;
  throw new TracedError(message, { failureType: "config_error", internalMessage: message });
}

/** The hosts, with their ports, of all URLs in values: those of a manifest and a config. */
export function collectHosts(...values: readonly unknown[]): Set<string> {
  const hosts = new Set<string>();
  const visited = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      for (const [, host = ""] of value.matchAll(/https?:\/\/(?:[^/\s"'@{}]*@)?([^/\s"'?#{}]+)/giu))
        hosts.add(host.toLowerCase());
      if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/iu.test(value)) hosts.add(value.toLowerCase());
    } else if (typeof value === "object" && value !== null && !visited.has(value)) {
      visited.add(value);
      for (const child of Object.values(value)) visit(child);
    }
  };
  for (const value of values) visit(value);
  return hosts;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
