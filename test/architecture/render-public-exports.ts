import { listPublicEntries } from "./public-entry.ts";

/** The list of everything users can import, for `public-exports.md`. */
export function renderPublicExports(): string {
  const parts = listPublicEntries().map(({ specifier, names }) => {
    const lines = names.map(({ name, kind }) => `- ${name} (${kind})`);
    return [`## ${specifier}`, "", ...lines, ""].join("\n");
  });
  return ["# What each package exports", "", introduction, "", ...parts].join("\n");
}

const introduction =
  "A change of this list is a change of what users hold: it needs a changeset. Written by `pnpm generate`, checked by a test.";
