/** A pip requirement, as far as Airdock has to understand it. */
export interface Requirement {
  /** What pip and uv are given. */
  readonly text: string;
  /** The normalised package name (PEP 503): `airbyte-source-faker`. */
  readonly name: string;
  /** True when the text names one release, or a file or repository: `==7.2.1`, a URL. */
  readonly pinned: boolean;
  /** The one release the text names. */
  readonly version?: string;
  /** True for a URL or a file, which is not looked up in the package index. */
  readonly direct: boolean;
}

/** Reads `airbyte-source-faker[extra]>=6,<7`, `name @ URL`, a URL, or a path to a wheel or folder. */
export function parseRequirement(text: string): Requirement {
  const trimmed = text.trim();
  const direct = /@\s*\S+:/.test(trimmed) || isLocation(trimmed);
  const version = direct ? undefined : /(?:^|[^=!<>~])===?\s*([^\s,*;]+)\s*(?:;.*)?$/.exec(trimmed)?.[1];
  return {
    text: trimmed,
    name: requirementName(trimmed),
    pinned: direct || version !== undefined,
    ...(version === undefined ? {} : { version }),
    direct,
  };
}

/** The normalised package name of a requirement; for a URL or path, what its last part says. */
export function requirementName(text: string): string {
  const egg = /[#&]egg=([^&[]+)/.exec(text)?.[1];
  if (egg !== undefined) return normalizePackageName(egg);
  const named = /^\s*([a-z0-9][a-z0-9._-]*)\s*(\[[^\]]*\])?\s*@\s/i.exec(text)?.[1];
  if (named !== undefined) return normalizePackageName(named);
  if (isLocation(text)) return normalizePackageName(locationName(text));
  const name = /^\s*([a-z0-9][a-z0-9._-]*)/i.exec(text)?.[1] ?? text;
  return normalizePackageName(name.replace(/[._-]+$/, ""));
}

/** PEP 503: lower case, runs of `-`, `_` and `.` become one `-`. */
export function normalizePackageName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

function isLocation(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text) || /^[.~]?[.]?[/\\]/.test(text) || /\.(whl|tar\.gz|zip)$/i.test(text);
}

/** `…/airbyte_source_faker-7.2.1-py3-none-any.whl` → `airbyte_source_faker`, `…/source-x.git@main` → `source-x`. */
function locationName(text: string): string {
  const path = text
    .replace(/[?#].*$/, "")
    .replace(/@[^@/]*$/, "")
    .replace(/[/\\]+$/, "");
  const last = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const file = last.replace(/\.(whl|tar\.gz|zip|git)$/i, "");
  return /\.(whl|tar\.gz|zip)$/i.test(last) ? file.replace(/-\d.*$/, "") : file;
}
