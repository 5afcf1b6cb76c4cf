import { decodeEveryWay } from "./decoded-text.ts";

/** Secrets of fewer characters are looked for as whole words only: replacing every `1` or `abc` would mangle texts and hide nothing. */
const shortestSecret = 4;

/** Encoded forms are looked for from this many characters on. */
const shortestEncoded = 8;

/** What a text is searched for on account of one secret. */
export interface SecretNeedle {
  /** As it is. */
  readonly raw: string;
  /** True: only where it stands alone. */
  readonly isWord: boolean;
  /** As decoded texts may have it; empty for a short one. */
  readonly decoded: readonly string[];
  /** What base64 and base64url write of it wherever it stands in what they encode; empty for a short one. */
  readonly base64: readonly string[];
  /** Its bytes in hexadecimal, in lower case; empty for a short one. */
  readonly hex: string;
}

/** Prepares the search for a secret; undefined for a blank one. */
export function createNeedle(secret: string): SecretNeedle | undefined {
  if (secret.trim() === "") return undefined;
  const isWord = secret.length < shortestSecret;
  const isEncoded = secret.length >= shortestEncoded;
  const decoded = isEncoded ? decodeEveryWay(secret) : [];
  return {
    raw: secret,
    isWord,
    decoded: decoded.filter((form) => form.length >= shortestEncoded / 2),
    base64: isEncoded ? base64Cores(Buffer.from(secret)) : [],
    hex: isEncoded ? Buffer.from(secret).toString("hex") : "",
  };
}

/** For each of the three ways bytes may be laid against base64's groups, the characters that depend on nothing beside them. */
function base64Cores(bytes: Buffer): string[] {
  const cores = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const isWhole = (bytes.length + offset) % 3 === 0;
    return text.slice(Math.ceil((offset * 8) / 6), isWhole ? text.length : text.length - 1);
  });
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll("+", "-").replaceAll("/", "_")]))];
}
