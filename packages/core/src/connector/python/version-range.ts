/** A Python version: `[3, 11, 7]`. */
export type PythonVersion = readonly number[];

/** Reads `3.11.7`; parts after a letter do not count. */
export function parseVersion(text: string): PythonVersion {
  return (/^\d+(\.\d+)*/.exec(text.trim())?.[0] ?? "0").split(".").map(Number);
}

/**
 * True when a version satisfies a Requires-Python (PEP 440): `>=3.10,<3.13`, `~=3.10`, `==3.11.*`, `!=3.9.7`. What cannot be
 * read does not exclude anything.
 */
export function fitsRange(version: PythonVersion, range: string): boolean {
  return range.split(",").every((clause) => fitsClause(version, clause.trim()));
}

function fitsClause(version: PythonVersion, clause: string): boolean {
  const [, operator, text = ""] = /^(===?|~=|!=|<=?|>=?)\s*([0-9.*]+)$/.exec(clause) ?? [];
  const wanted = parseVersion(text);
  const order = compareVersions(version, wanted);
  const isInside = text.endsWith(".*") ? startsWith(version, wanted) : order === 0;
  switch (operator) {
    case "==":
    case "===":
      return isInside;
    case "!=":
      return !isInside;
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
    case "~=":
      return order >= 0 && startsWith(version, wanted.slice(0, -1));
    default:
      return true;
  }
}

/** Below 0 when `one` is older, 0 when they are the same (`3.11` and `3.11.0`), else above. */
export function compareVersions(one: PythonVersion, other: PythonVersion): number {
  for (let part = 0; part < Math.max(one.length, other.length); part++) {
    const difference = (one[part] ?? 0) - (other[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function startsWith(version: PythonVersion, prefix: PythonVersion): boolean {
  return prefix.every((part, index) => (version[index] ?? 0) === part);
}
