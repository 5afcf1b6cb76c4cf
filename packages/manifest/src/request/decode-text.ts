/** The charset a content type names. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /charset=["']?([^"';\s]+)/iu.exec(contentType ?? "")?.[1];
}

/** The text of a body for a person: by the charset its content type names, else as UTF-8 where it is valid, else byte by byte. Never fails. */
export function decodeText(bytes: Buffer, contentType: string | undefined): string {
  const charset = charsetOf(contentType);
  try {
    return createDecoder(charset ?? "utf-8").decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

/** Names of Python's that the web does not know. */
const aliases: Readonly<Record<string, string>> = {
  "latin-1": "latin1",
  l1: "latin1",
  "utf-8-sig": "utf-8",
  u8: "utf-8",
  cp1252: "windows-1252",
};

/**
 * A decoder for a charset by the names Python knows; UTF-8 for one that is unknown. It drops a byte order mark, and throws a TypeError for bytes that are not in
 * the charset: they would become characters that nobody sent.
 */
export function createDecoder(charset: string): InstanceType<typeof TextDecoder> {
  try {
    const name = charset.toLowerCase().replaceAll("_", "-");
    return new TextDecoder(aliases[name] ?? name, { fatal: true });
  } catch {
    return new TextDecoder("utf-8", { fatal: true });
  }
}
