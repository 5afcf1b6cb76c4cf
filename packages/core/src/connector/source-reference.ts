/**
 * A parsed source reference, see `parseSourceReference`. `scheme` is what stands before the colon; a path has `path`, a bare
 * word (a catalogue name such as `source-github`) has `name`.
 */
export type SourceReference =
  | { readonly scheme: "path"; readonly text: string; readonly path: string }
  | { readonly scheme: "manifest"; readonly text: string; readonly path: string }
  | { readonly scheme: "name"; readonly text: string; readonly name: string }
  | { readonly scheme: "pypi" | "docker" | "npm" | "sample"; readonly text: string; readonly target: string };
