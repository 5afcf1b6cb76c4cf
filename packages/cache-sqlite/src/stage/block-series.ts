import { open, rm } from "node:fs/promises";
import type { Block } from "./block-buffer.ts";
import type { BlockPlace } from "./block-layout.ts";
import { diskError } from "./disk-error.ts";

/** A file takes no more blocks once it is this large, so that what is final leaves the disk soon. */
const fullFile = 16 << 20;

/** The blocks of a stream, in the order of their ordinals, in a few files; only the last one grows. */
export class BlockSeries {
  readonly #prefix: string;
  #blocks: BlockPlace[] = [];
  #files = 0;
  #through = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The series has the records through this ordinal. */
  get through(): number {
    return this.#through;
  }

  /** Appends a block; when that fails nothing was appended, and the next try overwrites what may have got there. */
  async append({ bytes, first, count }: Block): Promise<void> {
    const last = this.#blocks.at(-1);
    const end = last === undefined ? 0 : last.position + last.bytes;
    const path = last !== undefined && end < fullFile ? last.path : `${this.#prefix}-${this.#files}.blocks`;
    const position = path === last?.path ? end : 0;
    await writeAt(path, position, bytes);
    if (path !== last?.path) this.#files += 1;
    this.#blocks.push({ path, position, bytes: bytes.length, first, count });
    this.#through = first + count - 1;
  }

  /** The blocks with records of a range. */
  find(after: number, through: number): readonly BlockPlace[] {
    return this.#blocks.filter(({ first, count }) => first + count - 1 > after && first <= through);
  }

  /** Deletes the files whose records are all final. */
  async drop(through: number): Promise<void> {
    const isFinal = ({ first, count }: BlockPlace): boolean => first + count - 1 <= through;
    const open = new Set(this.#blocks.filter((block) => !isFinal(block)).map(({ path }) => path));
    const gone = new Set(this.#blocks.filter(({ path }) => !open.has(path)).map(({ path }) => path));
    this.#blocks = this.#blocks.filter(({ path }) => open.has(path));
    for (const path of gone) await rm(path, { force: true });
  }
}

/** Readable by the owner only. */
async function writeAt(path: string, position: number, bytes: Uint8Array): Promise<void> {
  try {
    await using file = await open(path, position === 0 ? "w" : "r+", 0o600);
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  } catch (error) {
    throw diskError(path, error);
  }
}
