import { kebabCase } from "./kebab-case.ts";
import { readSourceFile } from "./source-file.ts";

/** What a source file is for: the sentence of the export it is named for, else of its first export that has one, else its first comment's. */
export function describeFile(path: string): string | undefined {
  const { exports, sentence } = readSourceFile(path);
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ts$/, "");
  if (name === "index") return "What the package exports.";
  const described = exports.filter((exported) => exported.sentence !== undefined);
  const namesake = described.find((exported) => kebabCase(exported.name) === name);
  const relative = described.find((exported) => `-${kebabCase(exported.name)}`.includes(`-${name}`));
  return (namesake ?? relative ?? described[0])?.sentence ?? sentence;
}
