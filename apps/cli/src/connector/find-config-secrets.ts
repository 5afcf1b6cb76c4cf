import { findSecrets, isAirdockError, type JsonObject, type JsonValue, parseExact, type Source } from "@airdock/core";

/** Keys of values that are taken for secrets where no spec says which are. */
const secretKey = /secret|token|password|passphrase|private|credential|key$/i;

/** The secrets in the text of a config: those that the source's spec marks; where it cannot be asked, the texts whose keys sound like it. */
export async function findConfigSecrets(source: Source, text: string, signal: AbortSignal): Promise<string[]> {
  const config = parseOrUndefined(text);
  if (!isObject(config)) return [];
  try {
    return findSecrets((await source.spec({ signal })).connectionSpecification, config);
  } catch (error) {
    if (!isAirdockError(error) || signal.aborted) throw error;
    return guessSecrets(config, false);
  }
}

function guessSecrets(value: JsonValue, isSecret: boolean): string[] {
  if (typeof value === "string") return isSecret ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => guessSecrets(item, isSecret));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => guessSecrets(child, isSecret || secretKey.test(key)));
}

function parseOrUndefined(text: string): JsonValue | undefined {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
