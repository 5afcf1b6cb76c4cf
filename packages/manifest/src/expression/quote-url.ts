/** Python's `urllib.parse.quote`: letters, digits, `_.-~` and `safe` stay, all else is percent-encoded UTF-8. */
export function quoteUrl(text: string, safe: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(/%[0-9A-F]{2}/g, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return safe.includes(character) ? character : code;
    });
}
