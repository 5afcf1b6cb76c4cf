import { expect, it } from "vitest";
import { type FieldNode, FieldTree } from "./field-tree.ts";

it("knows a key again by its bytes", () => {
  const tree = new FieldTree();
  const [first, second] = [walk(tree, '"id":', ', "name" : '), walk(tree, '"id":', ', "name" : ')];
  expect(second).toBe(first);
  expect(first?.key).toBe("name");
  expect(walk(tree, '"name":')).not.toBe(first);
});

it("gives the same shape to the same keys, however they are spaced", () => {
  const tree = new FieldTree();
  const shapes = [walk(tree, '"id":', ',"name":'), walk(tree, ' "id" :', ', "name":')].map(
    (node) => node && tree.shape(node),
  );
  expect(shapes[0]).toEqual({ fields: ["id", "name"], marks: 0 });
  expect(shapes[1]).toBe(shapes[0]);
});

it.each([",", "}", '"id"', '"id" 1', '"id', "", ',"id":', '"i\td":'])("finds no key in %j", (text) => {
  expect(walk(new FieldTree(), text)).toBeUndefined();
});

it("is dropped when it has grown too large", () => {
  const tree = new FieldTree();
  const { root } = tree;
  for (let index = 0; index < 20_000; index++) walk(tree, `"key_${index}":`);
  expect(tree.root).toBe(root);
  walk(tree, '"one_more":');
  expect(tree.root).not.toBe(root);
});

/** Goes down from the root along `spellings`, as if a value had stood between them. */
function walk(tree: FieldTree, ...spellings: string[]): FieldNode | undefined {
  return spellings.reduce<FieldNode | undefined>(
    (node, spelling) => node && tree.next(node, Buffer.from(`${spelling}\n`), 0),
    tree.root,
  );
}
