/** The text of a body: by the charset its content type names, else as UTF-8 where it is valid, else byte by byte. */
export function decodeText(bytes: Buffer, contentType: string | undefined): string {
  const charset = /charset=["']?([^"';\s]+)/iu.exec(contentType ?? "")?.[1];
  if (charset !== undefined) return createDecoder(charset).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

/** A decoder for a charset by the names Python knows; UTF-8 for one that is unknown. */
export function createDecoder(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset.replaceAll("_", "-"), { ignoreBOM: true });
  } catch {
    return new TextDecoder("utf-8");
  }
}
