import type { ParseResult } from "oxc-parser";
import { firstSentence } from "./first-sentence.ts";

/** A name that a file exports. */
export interface ExportedName {
  /** `default` for a default export, `*` for everything of another module. */
  readonly name: string;
  readonly kind: "class" | "constant" | "function" | "interface" | "type" | "re-export";
  /** The first sentence of its doc comment. */
  readonly sentence: string | undefined;
  /** Where a re-export comes from, and its name there. */
  readonly from?: { readonly specifier: string; readonly name: string };
}

/** Every name that a parsed file exports. */
export function listExports(parsed: ParseResult, text: string): ExportedName[] {
  const sentences = listDeclarations(parsed, text);
  return parsed.module.staticExports.flatMap(({ entries }) =>
    entries.map((entry): ExportedName => {
      const name = entry.exportName.kind === "Name" ? (entry.exportName.name ?? "") : nameless(entry.exportName.kind);
      const specifier = entry.moduleRequest?.value;
      if (specifier !== undefined) {
        const from = { specifier, name: entry.importName.name ?? "*" };
        return { name, kind: "re-export", sentence: undefined, from };
      }
      const declared = sentences.get(entry.localName.name ?? name);
      return { name, kind: declared?.kind ?? "constant", sentence: declared?.sentence };
    }),
  );
}

function nameless(kind: string): string {
  return kind === "Default" ? "default" : "*";
}

interface Declaration {
  readonly kind: Exclude<ExportedName["kind"], "re-export">;
  readonly sentence: string | undefined;
}

/** The file's own declarations at its top level, each with the doc comment right before it (an overload's first one counts). */
function listDeclarations({ program, comments }: ParseResult, text: string): Map<string, Declaration> {
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  const declarations = new Map<string, Declaration>();
  for (const statement of program.body) {
    const declaration = "declaration" in statement && statement.declaration ? statement.declaration : statement;
    const doc = docs.findLast(({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === "");
    const sentence = doc && firstSentence(doc.value);
    for (const [name, kind] of namesOf(declaration)) {
      if (declarations.get(name)?.sentence === undefined) declarations.set(name, { kind, sentence });
    }
  }
  return declarations;
}

function namesOf(node: object): [string, Declaration["kind"]][] {
  if ("declarations" in node && Array.isArray(node.declarations)) {
    return node.declarations.map(({ id }) => [String(id.name), "constant"]);
  }
  const kind = "type" in node ? kinds[String(node.type)] : undefined;
  const id = "id" in node && typeof node.id === "object" ? node.id : null;
  return kind && id && "name" in id ? [[String(id.name), kind]] : [];
}

const kinds: Record<string, Declaration["kind"]> = {
  ClassDeclaration: "class",
  FunctionDeclaration: "function",
  TSDeclareFunction: "function",
  TSInterfaceDeclaration: "interface",
  TSTypeAliasDeclaration: "type",
};
