import { open, rm } from "node:fs/promises";
import { diskError } from "./disk-error.ts";

/** The rows of one batch, in the format of COPY, somewhere in a file. */
export interface Piece {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** The ordinals of the batch. */
  readonly first: number;
  readonly last: number;
  /** The columns of its rows. */
  readonly columns: readonly string[];
}

/** A file takes no more rows once it is this large, so that what is final can be deleted. */
const fullFile = 16 << 20;

/** The rows of a stream in files, in the order of their ordinals. */
export class PartSeries {
  readonly #prefix: string;
  #pieces: Piece[] = [];
  #made = 0;
  #path = "";
  #size = fullFile;
  #through = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The series has the records through this ordinal. */
  get through(): number {
    return this.#through;
  }

  /** Appends the rows of a batch; when that fails nothing was appended, and the next try overwrites what may have got there. */
  async append(rows: Uint8Array, batch: Pick<Piece, "first" | "last" | "columns">): Promise<void> {
    if (rows.length > 0) {
      if (this.#size >= fullFile) {
        this.#path = `${this.#prefix}-${this.#made}.part`;
        this.#made += 1;
        this.#size = 0;
      }
      await writeAt(this.#path, this.#size, rows);
      this.#pieces.push({ ...batch, path: this.#path, start: this.#size, end: this.#size + rows.length });
      this.#size += rows.length;
    }
    this.#through = batch.last;
  }

  /** The batches with records of a range. */
  between(after: number, through: number): readonly Piece[] {
    return this.#pieces.filter(({ first, last }) => last > after && first <= through);
  }

  /** Forgets the batches whose records are all final, and deletes the files that have no others. */
  async drop(through: number): Promise<void> {
    const kept = this.#pieces.filter(({ last }) => last > through);
    const inUse = new Set(kept.map(({ path }) => path));
    const paths = new Set(this.#pieces.map(({ path }) => path).filter((path) => !inUse.has(path)));
    this.#pieces = kept;
    if (paths.has(this.#path)) this.#size = fullFile;
    for (const path of paths) await rm(path, { force: true });
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
