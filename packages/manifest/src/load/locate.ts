import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** A place in a text, both numbers from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds where the component or field of a path stands in a manifest, references followed; undefined where it cannot be found. */
export type Locate = (path: string) => Place | undefined;

/** Reads a manifest for its places. */
export function createLocate(text: string): Locate {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.1",
    merge: true,
    uniqueKeys: false,
    lineCounter: lines,
    logLevel: "silent",
  });
  const root = document.contents ?? undefined;
  return (path) => {
    let node: Node | undefined = root;
    for (const [segment] of path.matchAll(/[^.[\]]+/gu)) {
      if (segment === "manifest" && node === root) continue;
      const next = step(node, segment, root);
      if (next === undefined) break;
      node = next;
    }
    const start = node?.range?.[0];
    if (start === undefined) return undefined;
    const { line, col } = lines.linePos(start);
    return { line, column: col };
  };
}

function step(from: Node | undefined, segment: string, root: Node | undefined, depth = 0): Node | undefined {
  if (depth > 50) return undefined;
  const node = follow(from, root, depth);
  if (isSeq(node)) return node.items[Number(segment)] as Node | undefined;
  if (!isMap(node)) return undefined;
  const own = node.get(segment, true) as Node | undefined;
  if (own !== undefined) return own;
  const reference = node.get("$ref", true);
  return isScalar(reference) ? step(reference, segment, root, depth + 1) : undefined;
}

/** A text that begins with `#/` stands for what it points to. */
function follow(node: Node | undefined, root: Node | undefined, depth: number): Node | undefined {
  if (!isScalar(node) || typeof node.value !== "string" || !node.value.startsWith("#/")) return node;
  let target = root;
  for (const segment of node.value.slice(2).split("/")) target = step(target, segment, root, depth + 1);
  return target;
}
