import { createHash } from "node:crypto";
import { type StreamKey, streamLabel } from "@airdock/core";

/** A table that is exported: a stream of a connection. */
export interface ExportKey {
  readonly connection: string;
  readonly stream: StreamKey;
}

/** The file of a table, by its name without the ending. */
export interface PlannedFile extends ExportKey {
  readonly name: string;
}

/**
 * A name for the file of each table: `<connection>.<stream>` where every file system can hold that, and no other table has it in
 * whatever case; else an ending of eight digits tells it apart. `kept`: names of earlier exports, which stay.
 */
export function planExportFiles(tables: readonly ExportKey[], kept: readonly PlannedFile[] = []): PlannedFile[] {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of kept) {
    if (file.name !== safeName(file.name) || taken.has(fold(file.name))) continue;
    names.set(identity(file), file.name);
    taken.add(fold(file.name));
  }
  for (const table of tables) {
    const id = identity(table);
    if (names.has(id)) continue;
    const label = `${table.connection}.${streamLabel(table.stream)}`;
    const plain = safeName(label);
    const name = plain === label && !taken.has(fold(plain)) ? plain : distinctName(plain, id, taken);
    names.set(id, name);
    taken.add(fold(name));
  }
  return tables.map((table) => ({ ...table, name: names.get(identity(table)) ?? "" }));
}

/** Which table it is, whatever dots its names have. */
function identity({ connection, stream: { namespace, name } }: ExportKey): string {
  return JSON.stringify([connection, namespace ?? null, name]);
}

function distinctName(plain: string, id: string, taken: ReadonlySet<string>): string {
  const digits = createHash("sha256").update(id).digest("hex");
  for (let length = 8; ; length += 8) {
    const ending = `_${digits.slice(0, length)}`;
    const name = `${cut(plain, longestName - ending.length)}${ending}`;
    if (!taken.has(fold(name)) || length >= digits.length) return name;
  }
}

/** A name that Linux, macOS and Windows take as that of a file, and shells and globs as it is. */
function safeName(label: string): string {
  const plain = label
    .normalize("NFC")
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Z}/\\:*?"<>|]/gu, (character) => (character === " " ? " " : "_"))
    .replace(/^[.\s~-]/, "_")
    .replace(/[.\s]+$/, (end) => "_".repeat(end.length));
  const name = reserved.test(plain) ? `_${plain}` : plain;
  return cut(name, longestName);
}

/** Devices of Windows, with whatever stands behind a point. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i;

/** Bytes. File systems take 255, some of which are for endings. */
const longestName = 200;

function cut(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  let kept = "";
  let length = 0;
  for (const character of name) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

/** The same for names that some file system takes for one. */
function fold(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");
}
