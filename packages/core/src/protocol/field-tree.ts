import { Byte } from "./byte.ts";
import { latin1Text } from "./latin1-text.ts";
import { RecordMark } from "./message.ts";
import { startsWith } from "./starts-with.ts";
import { utf8Text } from "./utf8-text.ts";

const manyChildren = 8;
const maxNodes = 20_000;

/** A key at its place in a record: the path from the root spells the keys before it. */
export interface FieldNode {
  /** The key as it is written, with its closing quote. */
  readonly spelling: Uint8Array;
  readonly parent: FieldNode | undefined;
  /** What the spelling is marked with. */
  readonly marks: number;
  readonly children: FieldNode[];
  /** All children by spelling, kept once there are many. */
  bySpelling: Map<string, FieldNode> | undefined;
  /** The child that was taken last: most likely the one that is taken next. */
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
  root: FieldNode = newNode(undefined, new Uint8Array(), 0);
  #nodes = 0;

  /** The known child of `node` whose key begins at `start` (behind the quote); undefined when it must be read first. */
  peek(node: FieldNode, bytes: Uint8Array, start: number): FieldNode | undefined {
    const { last } = node;
    if (last === undefined || startsWith(bytes, start, last.spelling)) return last;
    if (node.bySpelling !== undefined) return undefined;
    const child = node.children.find((sibling) => startsWith(bytes, start, sibling.spelling));
    if (child !== undefined) node.last = child;
    return child;
  }

  /** The child of `node` for the key in [start, end), closing quote included; it is added when it is new. */
  take(node: FieldNode, bytes: Uint8Array, start: number, end: number, marks: number): FieldNode {
    const text = latin1Text(bytes, start, end);
    const child = node.bySpelling?.get(text) ?? this.#add(node, bytes.slice(start, end), marks);
    node.bySpelling?.set(text, child);
    node.last = child;
    return child;
  }

  /** The shape of a record whose last key is `node`. */
  shape(node: FieldNode): RecordShape {
    return (node.shape ??= collectShape(node));
  }

  #add(parent: FieldNode, spelling: Uint8Array, marks: number): FieldNode {
    if (++this.#nodes > maxNodes) this.#clear();
    const escaped = spelling.includes(Byte.backslash) ? RecordMark.key : 0;
    const child = newNode(parent, spelling, marks | escaped);
    parent.children.push(child);
    if (parent.children.length > manyChildren) parent.bySpelling ??= indexChildren(parent);
    return child;
  }

  #clear(): void {
    this.root = newNode(undefined, new Uint8Array(), 0);
    this.#nodes = 0;
  }
}

function newNode(parent: FieldNode | undefined, spelling: Uint8Array, marks: number): FieldNode {
  return { spelling, parent, marks, children: [], bySpelling: undefined, last: undefined, shape: undefined };
}

function indexChildren(node: FieldNode): Map<string, FieldNode> {
  return new Map(node.children.map((child) => [latin1Text(child.spelling, 0, child.spelling.length), child]));
}

function collectShape(last: FieldNode): RecordShape {
  const keys: string[] = [];
  let marks = 0;
  for (let node: FieldNode | undefined = last; node?.parent !== undefined; node = node.parent) {
    keys.push(JSON.parse(`"${utf8Text(node.spelling, 0, node.spelling.length)}`));
    marks |= node.marks;
  }
  const fields = [...new Set(keys.reverse())];
  return { fields, marks: fields.length < keys.length ? marks | RecordMark.key : marks };
}
