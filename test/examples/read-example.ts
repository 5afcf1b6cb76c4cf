import { listReadmeBlocks } from "./readme-block.ts";

/** The text of the README example of that name, so that a test runs what readers see; throws when no README has it. */
export function readExample(name: string): string {
  const block = listReadmeBlocks().find((candidate) => candidate.name === name);
  if (!block) throw new Error(`No README has an example named "${name}".`);
  return block.text;
}
