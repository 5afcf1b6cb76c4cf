import { SourceError } from "../error/source-error.ts";
import type { ConnectorRunner } from "./connector-runner.ts";
import type { SourceReference } from "./source-reference.ts";

/** The first runner that takes the reference. Throws RUNNER_NOT_INSTALLED or SOURCE_UNKNOWN, with the line to write. */
export function chooseRunner(reference: SourceReference, runners: readonly ConnectorRunner[]): ConnectorRunner {
  const runner = runners.find((candidate) => candidate.accepts(reference));
  if (runner !== undefined) return runner;
  const isName = reference.scheme === "name";
  throw new SourceError(
    isName ? `There is no source "${reference.text}".` : `No runner is there for ${reference.text}.`,
    {
      code: isName ? "SOURCE_UNKNOWN" : "RUNNER_NOT_INSTALLED",
      hint: hintFor(reference),
      data: { reference: reference.text, scheme: reference.scheme },
    },
  );
}

function hintFor(reference: SourceReference): string {
  const text = JSON.stringify(reference.text);
  switch (reference.scheme) {
    case "name":
      return `A connector from PyPI is run as pypi:${packageName(reference.name)}, a program as ./${reference.name}.`;
    case "sample":
      return `Name the program: createSource(${text}, { runners: [localRunner({ samples: { ${reference.target}: "/path/to/program.js" } })] })`;
    default:
      return `Give a runner that takes ${reference.scheme}: references: createSource(${text}, { config, runners: [yourRunner] })`;
  }
}

/** How Airbyte's connectors are called on PyPI. */
function packageName(name: string): string {
  return `airbyte-source-${name.replace(/^(airbyte-)?(source-)?/i, "")}`;
}
