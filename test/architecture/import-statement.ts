import type { ParseResult } from "oxc-parser";

/** One module that a file names, by `import`, `export … from` or `import()`. */
export interface ImportStatement {
  readonly specifier: string;
  /** Gone after compiling: `import type`, `export type`. */
  readonly typeOnly: boolean;
  /** `import()`: loaded when reached. */
  readonly dynamic: boolean;
}

/** Every import of a parsed file, in the order of the text. An `import()` of something computed is left out. */
export function listImports({ module }: ParseResult, text: string): ImportStatement[] {
  const imported = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    dynamic: false,
  }));
  const exported = module.staticExports.flatMap(({ entries }) => {
    const from = entries[0]?.moduleRequest?.value;
    return from === undefined
      ? []
      : [{ specifier: from, typeOnly: entries.every(({ isType }) => isType), dynamic: false }];
  });
  const loaded = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^(["'`])([^$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2];
    return literal === undefined ? [] : [{ specifier: literal, typeOnly: false, dynamic: true }];
  });
  return [...imported, ...exported, ...loaded];
}
