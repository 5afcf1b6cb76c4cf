/** A part of a document that is generated: what stands between `<!-- NAME: … -->` and `<!-- end of NAME -->`. */
export interface MarkedPart {
  readonly before: string;
  readonly inside: string;
  readonly after: string;
}

/** Finds the generated part of a document; throws when its marks are missing. */
export function findMarkedPart(document: string, name: string): MarkedPart {
  const found = new RegExp(`^(.*<!-- ${name}: [^\\n]*-->\\n)(.*)(<!-- end of ${name} -->.*)$`, "s").exec(document);
  if (!found) throw new Error(`The document has no part marked "${name}".`);
  const [, before = "", inside = "", after = ""] = found;
  return { before, inside, after };
}
