/** Secrets of fewer characters are redacted only where they stand alone: replacing every `1` or `abc` would mangle texts and hide nothing. */
const shortestSecret = 4;

/**
 * Replaces secrets in texts by `****`, by value: as they are, and as JSON, URLs and base64 write them. More can be added at
 * any time, such as a token the connector got for itself.
 */
export class Redactor {
  readonly #forms = new Set<string>();
  #pattern: RegExp | undefined;

  add(secrets: Iterable<string>): void {
    for (const secret of secrets) {
      if (secret.trim() === "") continue;
      for (const form of writtenForms(secret)) this.#forms.add(form);
    }
    // The longest first: of two secrets that begin alike, the shorter would leave the rest of the longer one.
    const forms = [...this.#forms].toSorted((one, other) => other.length - one.length);
    this.#pattern = forms.length === 0 ? undefined : new RegExp(forms.map(formPattern).join("|"), "gu");
  }

  redact(text: string): string {
    return this.#pattern === undefined ? text : text.replace(this.#pattern, "****");
  }
}

function writtenForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const url = encodeURIComponent(secret.toWellFormed());
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  return [secret, json, JSON.stringify(json).slice(1, -1), ascii, url, url.replaceAll("%20", "+"), base64];
}

function formPattern(form: string): string {
  const literal = form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return form.length < shortestSecret ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
}
