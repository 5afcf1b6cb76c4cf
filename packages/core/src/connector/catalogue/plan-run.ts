import { parseSourceReference } from "../parse-source-reference.ts";
import type { SourceReference } from "../source-reference.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";

/** How a source of the catalogue is run, and why so. */
export interface RunPlan {
  readonly method: "manifest" | "python" | "docker";
  /** What is run; a manifest is named by the entry, its file is fetched when it is needed. */
  readonly reference: SourceReference;
  /** For people: `it is only a manifest`. */
  readonly reason: string;
}

/** What is known beside the entry. */
export interface RunFacts {
  /** The manifest names classes of Python code; undefined while nobody has looked. */
  readonly hasCustomCode?: boolean | undefined;
  /** Something stands in for each of these classes: no Python is needed. */
  readonly hasCounterparts?: boolean | undefined;
  /** The code of these classes is in the registry. */
  readonly hasComponents?: boolean | undefined;
}

/** The best way to run a source: a manifest natively, else Python in an environment of its own, else its image. Pure. */
export function planRun(entry: CatalogueEntry, facts: RunFacts = {}): RunPlan {
  const { name, version, image, language, pythonPackage } = entry;
  if (language === "manifest-only" && (facts.hasCustomCode !== true || facts.hasCounterparts === true)) {
    const reference = { scheme: "manifest", text: name, path: name } as const;
    const reason =
      facts.hasCustomCode === true
        ? "it is a manifest, and what its Python code does is built in"
        : "it is only a manifest";
    return { method: "manifest", reference, reason };
  }
  if (language === "manifest-only" && facts.hasComponents === true) {
    const reference = parseSourceReference(`pypi:${cdkRequirement(cdkMajor(entry))}`);
    return {
      method: "python",
      reference,
      reason: "it is a manifest with Python code of its own, which Airbyte's CDK runs",
    };
  }
  if (language === "python" && pythonPackage !== undefined) {
    const reference = parseSourceReference(`pypi:${pythonPackage}`);
    return { method: "python", reference, reason: "it is written in Python and published on PyPI" };
  }
  const reference = parseSourceReference(`docker:${image}:${version}`);
  return { method: "docker", reference, reason: reasonForImage(entry) };
}

/** The major version of the CDK that a manifest with Python code is run by. */
export function cdkMajor({ cdkVersion = "7" }: CatalogueEntry): number {
  return Number.parseInt(cdkVersion, 10);
}

/** Airbyte's Python CDK, whose program `source-declarative-manifest` runs manifests with Python code. */
export function cdkRequirement(major: number): string {
  return `airbyte-cdk>=${major},<${major + 1}`;
}

function reasonForImage({ language }: CatalogueEntry): string {
  if (language === "manifest-only") return "its manifest needs Python code, which only its image has";
  if (language === "python") return "it is written in Python and not published on PyPI";
  return `it is written in ${language.charAt(0).toUpperCase()}${language.slice(1)}: only its image runs`;
}
