import { Byte } from "./byte.ts";
import { JsonWalker } from "./json-walker.ts";
import { latin1Text } from "./latin1-text.ts";
import { RecordMark } from "./message.ts";
import { skipSpace } from "./skip-space.ts";
import { startsWith } from "./starts-with.ts";
import { utf8Text } from "./utf8-text.ts";

const manyChildren = 8;
const maxNodes = 20_000;

/** A key at its place in a record: the path from the root spells the keys before it. */
export interface FieldNode {
  /** What stands between the value before and this key's value: comma, key, colon and white space, as they are written. */
  readonly spelling: Uint8Array;
  readonly key: string;
  /** What the key is marked with. */
  readonly marks: number;
  readonly parent: FieldNode | undefined;
  readonly children: FieldNode[];
  /** All children by spelling, kept once there are many. */
  bySpelling: Map<string, FieldNode> | undefined;
  /** The child that was met last: most likely the one that comes next. */
  last: FieldNode | undefined;
  shape: RecordShape | undefined;
}

/** The top-level keys of a record, each once, and the marks they bring. */
export interface RecordShape {
  readonly fields: readonly string[];
  readonly marks: number;
}

/**
 * The shapes of the records seen, as a tree of keys. A record whose keys are known finds them by comparing bytes, makes no
 * string, and gets the same shape object as the record before. The tree is dropped when it grows beyond 20,000 keys.
 */
export class FieldTree {
  root: FieldNode = newNode({});
  #nodes = 0;
  readonly #shapes = new Map<string, RecordShape>();
  readonly #json = new JsonWalker();

  /** The child of `node` whose key stands at `start`, which is behind a value or an opening brace; undefined when no key stands there. */
  next(node: FieldNode, bytes: Uint8Array, start: number): FieldNode | undefined {
    const { last } = node;
    if (last !== undefined && startsWith(bytes, start, last.spelling)) return last;
    if (bytes[start] === Byte.closeBrace) return undefined;
    const sibling = node.bySpelling === undefined ? findChild(node, bytes, start) : undefined;
    return (node.last = sibling ?? this.#readKey(node, bytes, start));
  }

  /** The shape of a record whose last key is `node`. */
  shape(node: FieldNode): RecordShape {
    return (node.shape ??= this.#collectShape(node));
  }

  #readKey(parent: FieldNode, bytes: Uint8Array, start: number): FieldNode | undefined {
    let position = skipSpace(bytes, start);
    if (parent.parent !== undefined) {
      if (bytes[position] !== Byte.comma) return undefined;
      position = skipSpace(bytes, position + 1);
    }
    if (bytes[position] !== Byte.quote) return undefined;
    this.#json.begin();
    const keyEnd = this.#json.skipString(bytes, position + 1);
    if (keyEnd < 0) return undefined;
    const colon = skipSpace(bytes, keyEnd);
    if (bytes[colon] !== Byte.colon) return undefined;
    const end = skipSpace(bytes, colon + 1);
    return (
      parent.bySpelling?.get(latin1Text(bytes, start, end)) ??
      this.#add(parent, bytes.slice(start, end), utf8Text(bytes, position, keyEnd))
    );
  }

  #add(parent: FieldNode, spelling: Uint8Array, keyText: string): FieldNode {
    if (++this.#nodes > maxNodes) this.#clear();
    const marks = this.#json.marks | (keyText.includes("\\") ? RecordMark.key : 0);
    const child = newNode({ parent, spelling, key: JSON.parse(keyText), marks });
    parent.children.push(child);
    if (parent.bySpelling !== undefined) parent.bySpelling.set(spellingText(child), child);
    else if (parent.children.length > manyChildren)
      parent.bySpelling = new Map(parent.children.map((node) => [spellingText(node), node]));
    return child;
  }

  #collectShape(last: FieldNode): RecordShape {
    const keys: string[] = [];
    let marks = 0;
    for (let node = last; node.parent !== undefined; node = node.parent) {
      keys.push(node.key);
      marks |= node.marks;
    }
    const fields = [...new Set(keys.reverse())];
    if (fields.length < keys.length) marks |= RecordMark.key;
    const id = JSON.stringify([marks, fields]);
    const shape = this.#shapes.get(id) ?? { fields, marks };
    this.#shapes.set(id, shape);
    return shape;
  }

  #clear(): void {
    this.root = newNode({});
    this.#nodes = 0;
    this.#shapes.clear();
  }
}

function newNode(node: Partial<FieldNode>): FieldNode {
  const { parent, spelling = new Uint8Array(), key = "", marks = 0 } = node;
  return { spelling, key, marks, parent, children: [], bySpelling: undefined, last: undefined, shape: undefined };
}

function findChild(node: FieldNode, bytes: Uint8Array, start: number): FieldNode | undefined {
  return node.children.find((child) => startsWith(bytes, start, child.spelling));
}

function spellingText(node: FieldNode): string {
  return latin1Text(node.spelling, 0, node.spelling.length);
}
