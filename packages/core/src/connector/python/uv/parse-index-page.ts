/** A file of a package index (simple API, PEP 691). */
export interface IndexFile {
  readonly filename: string;
  readonly url: string;
}

/** The files of a page of the index: JSON where the index speaks it, else its list of links. */
export function parseIndexPage(body: string, page: URL): IndexFile[] {
  const files = body.trimStart().startsWith("{")
    ? (JSON.parse(body) as { files: IndexFile[] }).files
    : parseLinks(body);
  return files.map(({ filename, url }) => ({ filename, url: new URL(url, page).href }));
}

function parseLinks(html: string): IndexFile[] {
  const links = html.matchAll(/<a\s[^>]*?href="([^"#]+)(?:#[^"]*)?"[^>]*>\s*([^<\s]+)\s*<\/a>/gi);
  return [...links].map(([, url = "", filename = ""]) => ({ filename, url: url.replaceAll("&amp;", "&") }));
}
