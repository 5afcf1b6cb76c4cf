/** Puts a path behind a base URL, as `HttpRequester` does: the base counts as a folder, and a whole URL in `path` wins. */
export function joinUrl(base: string, path: string): string {
  if (path === "") return base;
  return resolveUrl(base.endsWith("/") ? base : `${base}/`, path);
}

const urlParts = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su;
/** Schemes Python's `urljoin` resolves against; any other scheme in the path stands as it is. */
const relativeSchemes = new Set(["", "http", "https", "ftp", "file"]);

/** Python's `urljoin`: no character is encoded, only the parts are put together. Line breaks and tabs are dropped. */
export function resolveUrl(base: string, url: string): string {
  if (base === "") return url;
  if (url === "") return base;
  const from = urlParts.exec(base.replaceAll(/[\t\r\n]/gu, ""));
  const to = urlParts.exec(url.replaceAll(/[\t\r\n]/gu, ""));
  if (from === null || to === null) return url;
  const scheme = to[1] ?? from[1] ?? "";
  if (scheme.toLowerCase() !== (from[1] ?? "").toLowerCase() || !relativeSchemes.has(scheme.toLowerCase())) return url;
  if (to[2] !== undefined && to[2] !== "") return build(scheme, to[2], to[3] ?? "", to[4], to[5]);
  const host = from[2];
  const path = to[3] ?? "";
  if (path === "")
    return build(scheme, host, from[3] ?? "", to[4] === undefined || to[4] === "" ? from[4] : to[4], to[5]);
  return build(scheme, host, resolvePath(from[3] ?? "", path), to[4], to[5]);
}

function resolvePath(base: string, path: string): string {
  const folders = base.split("/");
  if (folders.at(-1) !== "") folders.pop();
  let segments: string[];
  if (path.startsWith("/")) segments = path.split("/");
  else {
    segments = [...folders, ...path.split("/")];
    segments = [segments[0] ?? "", ...segments.slice(1, -1).filter((segment) => segment !== ""), segments.at(-1) ?? ""];
  }
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === "..") resolved.pop();
    else if (segment !== ".") resolved.push(segment);
  }
  const last = segments.at(-1);
  if (last === "." || last === "..") resolved.push("");
  return resolved.join("/") || "/";
}

function build(scheme: string, host: string | undefined, path: string, query?: string, fragment?: string): string {
  const rooted = host !== undefined && path !== "" && !path.startsWith("/") ? `/${path}` : path;
  let url = host === undefined ? rooted : `//${host}${rooted}`;
  if (scheme !== "") url = `${scheme}:${url}`;
  if (query !== undefined && query !== "") url += `?${query}`;
  return fragment !== undefined && fragment !== "" ? `${url}#${fragment}` : url;
}
