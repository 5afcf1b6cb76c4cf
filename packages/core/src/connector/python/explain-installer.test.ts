import { expect, test } from "vitest";
import { explainInstaller } from "./explain-installer.ts";
import { parseRequirement } from "./parse-requirement.ts";

/** Requirement, an installer's words, the code and a part of message or hint. */
const cases: readonly (readonly [string, string, string, RegExp])[] = [
  [
    "airbyte-source-postgres",
    "  × No solution found when resolving dependencies:\n  ╰─▶ Because airbyte-source-postgres was not found in the package registry and you require\n      airbyte-source-postgres, we can conclude that your requirements are unsatisfiable.",
    "PACKAGE_NOT_FOUND",
    /docker:airbyte\/source-postgres/,
  ],
  [
    "source-faker",
    "ERROR: Could not find a version that satisfies the requirement source-faker (from versions: none)\nERROR: No matching distribution found for source-faker",
    "PACKAGE_NOT_FOUND",
    /pypi:airbyte-source-faker/,
  ],
  [
    "airbyte-source-faker==99",
    "ERROR: Could not find a version that satisfies the requirement airbyte-source-faker==99 (from versions: 6.2.0, 7.2.1)\nERROR: No matching distribution found for airbyte-source-faker==99",
    "PACKAGE_NOT_FOUND",
    /no release that fits airbyte-source-faker==99/,
  ],
  [
    "airbyte-source-faker==99",
    "Because there is no version of airbyte-source-faker==99 and you require airbyte-source-faker==99, …",
    "PACKAGE_NOT_FOUND",
    /no release/,
  ],
  [
    "airbyte-source-faker",
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError: Failed to establish a new connection: [Errno -2] Name or service not known'\nERROR: No matching distribution found for airbyte-source-faker",
    "INSTALL_FAILED",
    /cannot be reached/,
  ],
  [
    "airbyte-source-s3==4.16.1",
    "× No solution found when resolving dependencies:\n╰─▶ Because there is no version of smart-open[s3]==4.16.1 and the connector depends on it, your requirements are unsatisfiable.",
    "INSTALL_FAILED",
    /pypi:airbyte-source-s3/,
  ],
  [
    "airbyte-destination-pgvector",
    "× No solution found when resolving dependencies:\n╰─▶ Because only airbyte-cdk>1 is available and airbyte-destination-pgvector depends on airbyte-cdk==0.1.13, …",
    "INSTALL_FAILED",
    /cannot be had together.*name of a destination/,
  ],
  ["airbyte-source-s3", "ERROR: ResolutionImpossible", "INSTALL_FAILED", /docker:airbyte\/source-s3/],
  [
    "destination-nowhere",
    "Because destination-nowhere was not found in the registry",
    "PACKAGE_NOT_FOUND",
    /destination, which takes data/,
  ],
  ["airbyte-source-x", "error: Failed to build `genson==1.2.2`", "INSTALL_FAILED", /could not be installed/],
];

test.each(cases)("%s: %s", (text, words, code, pattern) => {
  const error = explainInstaller(parseRequirement(text), words);
  expect(error.code).toBe(code);
  expect(`${error.message} ${error.hint}`).toMatch(pattern);
  expect(error.cause).toContain(words.trim().split("\n")[0]);
});

test("shows the head of a long story only", () => {
  const error = explainInstaller(
    parseRequirement("x"),
    Array.from({ length: 500 }, (_, line) => `line ${line}`).join("\n"),
  );
  expect(String(error.cause).split("\n")).toHaveLength(20);
});
