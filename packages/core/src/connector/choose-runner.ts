import { SourceError } from "../error/source-error.ts";
import { installAdvice } from "../publication/install-advice.ts";
import type { ConnectorRunner } from "./connector-runner.ts";
import type { SourceReference } from "./source-reference.ts";

/** The first runner that takes the reference. Throws RUNNER_NOT_INSTALLED, with the line to write. */
export function chooseRunner(reference: SourceReference, runners: readonly ConnectorRunner[]): ConnectorRunner {
  const runner = runners.find((candidate) => candidate.accepts(reference));
  if (runner !== undefined) return runner;
  throw new SourceError(
    `No runner is there for ${reference.text}${reference.scheme === "manifest" ? ", which is a manifest" : ""}.`,
    {
      code: "RUNNER_NOT_INSTALLED",
      hint: hintFor(reference),
      data: { reference: reference.text, scheme: reference.scheme },
    },
  );
}

function hintFor(reference: SourceReference): string {
  const text = JSON.stringify(reference.text);
  switch (reference.scheme) {
    case "manifest":
      return `${installAdvice("@airdock/manifest")}. Then: import { manifestRunner } from "@airdock/manifest"; createSource(${text}, { config, runners: [manifestRunner()] })`;
    case "sample":
      return `Name the program: createSource(${text}, { runners: [localRunner({ samples: { ${reference.target}: "/path/to/program.js" } })] })`;
    default:
      return `Give a runner that takes ${reference.scheme}: references: createSource(${text}, { config, runners: [yourRunner] })`;
  }
}
