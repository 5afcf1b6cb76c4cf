const unreserved = /[A-Za-z0-9_.~-]/u;

/** Percent-encodes a text as UTF-8, but for letters, digits, `_.-~` and the characters of `safe`: Python's `quote`. */
export function quote(text: string, safe = ""): string {
  let quoted = "";
  for (const character of text)
    quoted += unreserved.test(character) || safe.includes(character) ? character : percent(character);
  return quoted;
}

/** The same for a query: a space becomes `+`. */
export function quotePlus(text: string): string {
  return quote(text, " ").replaceAll(" ", "+");
}

/** Encodes what may not stand in a URL and decodes what need not be encoded: the `requote_uri` of python-requests. */
export function requoteUri(url: string): string {
  const safe = "!#$%&'()*+,/:;=?@[]~";
  if (/%(?![0-9A-Fa-f]{2})/u.test(url) && /%[0-9A-Za-z]{2}/u.test(url.replaceAll(/%[0-9A-Fa-f]{2}/gu, "")))
    return quote(url, safe.replace("%", ""));
  const plain = url.replaceAll(/%([0-9A-Fa-f]{2})/gu, (escape, hex: string) => {
    const character = String.fromCodePoint(Number.parseInt(hex, 16));
    return unreserved.test(character) ? character : escape;
  });
  return quote(plain, safe);
}

function percent(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
