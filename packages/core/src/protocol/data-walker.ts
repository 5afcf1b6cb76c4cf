import { Byte } from "./byte.ts";
import type { FieldTree, RecordShape } from "./field-tree.ts";
import { JsonWalker } from "./json-walker.ts";
import { skipSpace } from "./skip-space.ts";

/** Walks the `data` object of a record: checks its grammar, finds its shape and its marks. */
export class DataWalker {
  /** Bits of `RecordMark` of the object walked last, those of its keys included. */
  marks = 0;
  shape: RecordShape = { fields: [], marks: 0 };

  readonly #json = new JsonWalker();

  /** From behind the opening brace; answers the position behind the closing one, or -1 where the text is not JSON. */
  walk(bytes: Uint8Array, start: number, tree: FieldTree): number {
    const json = this.#json;
    json.marks = 0;
    let node = tree.root;
    let position = skipSpace(bytes, start);
    if (bytes[position] !== Byte.closeBrace) {
      for (;;) {
        if (bytes[position] !== Byte.quote) return -1;
        const known = tree.peek(node, bytes, position + 1);
        if (known === undefined) {
          const keyStart = position + 1;
          const marksBefore = json.marks;
          json.marks = 0;
          position = json.skipString(bytes, keyStart);
          if (position < 0) return -1;
          node = tree.take(node, bytes, keyStart, position, json.marks);
          json.marks = marksBefore;
        } else {
          node = known;
          position += 1 + known.spelling.length;
        }
        position = skipSpace(bytes, position);
        if (bytes[position] !== Byte.colon) return -1;
        position = json.skipValue(bytes, skipSpace(bytes, position + 1), 2);
        if (position < 0) return -1;
        position = skipSpace(bytes, position);
        if (bytes[position] === Byte.closeBrace) break;
        if (bytes[position] !== Byte.comma) return -1;
        position = skipSpace(bytes, position + 1);
      }
    }
    this.shape = tree.shape(node);
    this.marks = json.marks | this.shape.marks;
    return position + 1;
  }
}
