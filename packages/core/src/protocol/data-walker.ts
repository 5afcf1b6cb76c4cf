import { Byte } from "./byte.ts";
import type { FieldTree, RecordShape } from "./field-tree.ts";
import { JsonWalker } from "./json-walker.ts";
import { skipSpace } from "./skip-space.ts";

/** How deep `data` lies in its line. */
const dataDepth = 3;

/** Walks the `data` object of a record: checks its grammar, finds its shape and its marks. */
export class DataWalker {
  /** Bits of `RecordMark` of the object walked last, those of its keys included. */
  marks = 0;
  shape: RecordShape = { fields: [], marks: 0 };

  readonly #json = new JsonWalker();

  /** From behind the opening brace; answers the position behind the closing one, or -1 where the text is not JSON. */
  walk(bytes: Uint8Array, start: number, tree: FieldTree): number {
    const json = this.#json;
    json.begin();
    let position = start;
    let node = tree.root;
    for (let next = tree.next(node, bytes, position); next !== undefined; next = tree.next(node, bytes, position)) {
      node = next;
      position = json.skipValue(bytes, skipSpace(bytes, position + node.spelling.length), dataDepth);
      if (position < 0) return -1;
    }
    position = skipSpace(bytes, position);
    if (bytes[position] !== Byte.closeBrace) return -1;
    this.shape = tree.shape(node);
    this.marks = json.marks | this.shape.marks;
    return position + 1;
  }
}
