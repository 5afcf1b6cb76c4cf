import { inflateRawSync } from "node:zlib";

/** The content of the first entry of a zip archive whose name fits; undefined when there is none. Stored or deflated. */
export function unzipEntry(archive: Buffer, fits: (name: string) => boolean): Buffer | undefined {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) return undefined;
  let at = archive.readUInt32LE(end + 16);
  for (let entries = archive.readUInt16LE(end + 10); entries > 0; entries--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    if (fits(name)) return readEntry(archive, at);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return undefined;
}

/** `at` is the entry's place in the central directory. */
function readEntry(archive: Buffer, at: number): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const size = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const content = archive.subarray(start, start + size);
  return method === 0 ? content : inflateRawSync(content);
}
