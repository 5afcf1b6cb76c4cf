import { open, rm } from "node:fs/promises";
import type { LineBuffer } from "./line-buffer.ts";
import { diskError } from "./disk-error.ts";

/** A file of lines, and which records it holds. */
export interface Part {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
  /** Bytes of the longest line. */
  readonly longest: number;
}

/** A part takes no more lines once it is this large: what is left of one after a finalize is read again by the next. */
const fullPart = 8 << 20;

/** The files of one kind of lines of a stream, in the order of their ordinals; only the last one grows. */
export class PartSeries {
  readonly #prefix: string;
  #parts: Part[] = [];
  #made = 0;
  #isSealed = true;
  #through = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The series has the records through this ordinal. */
  get through(): number {
    return this.#through;
  }

  /** Appends lines; when that fails nothing was appended, and the next try overwrites what may have got there. */
  async append(lines: LineBuffer, ordinals: { readonly first: number; readonly last: number }): Promise<void> {
    const bytes = lines.takeWritten();
    if (bytes.length > 0) await this.#append(bytes, lines.longest, ordinals);
    this.#through = ordinals.last;
  }

  async #append(
    bytes: Uint8Array,
    longest: number,
    ordinals: { readonly first: number; readonly last: number },
  ): Promise<void> {
    const open = this.#isSealed ? undefined : this.#parts.at(-1);
    const path = open?.path ?? `${this.#prefix}-${this.#made}.part`;
    await writeAt(path, open?.bytes ?? 0, bytes);
    if (open === undefined) this.#made += 1;
    else this.#parts.pop();
    const part = {
      path,
      first: open?.first ?? ordinals.first,
      last: ordinals.last,
      bytes: (open?.bytes ?? 0) + bytes.length,
      longest: Math.max(open?.longest ?? 0, longest),
    };
    this.#parts.push(part);
    this.#isSealed = part.bytes >= fullPart;
  }

  /** The parts with records of a range. They do not grow any more. */
  seal(after: number, through: number): readonly Part[] {
    this.#isSealed = true;
    return this.#parts.filter(({ first, last }) => last > after && first <= through);
  }

  /** Deletes the parts whose records are all final. */
  async drop(through: number): Promise<void> {
    const final = this.#parts.filter(({ last }) => last <= through);
    this.#parts = this.#parts.filter(({ last }) => last > through);
    if (this.#parts.length === 0) this.#isSealed = true;
    for (const { path } of final) await rm(path, { force: true });
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
