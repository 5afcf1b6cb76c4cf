/** A request ready to be sent: URL with its query, headers as they go out, the body as text. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** By name as written; names differ in more than case. */
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/** Sets a header, whatever the case of an earlier one of that name. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
  const wanted = name.toLowerCase();
  for (const known of Object.keys(headers)) if (known.toLowerCase() === wanted) delete headers[known];
  headers[name] = value;
}

/** The value of a header, whatever its case. */
export function findHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [known, value] of Object.entries(headers)) if (known.toLowerCase() === wanted) return value;
  return undefined;
}
