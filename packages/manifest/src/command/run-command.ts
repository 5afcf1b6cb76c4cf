import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { isDict } from "../python/is-dict.ts";
import { parseJson } from "../python/parse-json.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { dumpJson } from "../python/dump-json.ts";
import type { ManifestProblem } from "../load/manifest-problem.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { useCounterparts } from "../custom/find-counterpart.ts";
import { loadCounterparts } from "../custom/load-counterparts.ts";
import { loadManifest } from "../load/load-manifest.ts";
import { prepareConfig } from "../config/prepare-config.ts";
import { describeError } from "../stream/describe-error.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { Component } from "../load/component.ts";
import { MessageWriter } from "../stream/message-writer.ts";
import { check, type CheckOutcome } from "./check.ts";
import { type CommandArguments, readArguments } from "./read-arguments.ts";
import { createEngine } from "./create-engine.ts";
import { describeSpec } from "./describe-spec.ts";
import { discover } from "./discover.ts";
import { read } from "./read.ts";
import { validateConfig } from "../config/validate-config.ts";
import { ConfigFailure } from "../config/config-failure.ts";

/** Runs one command of a manifest as a connector would and returns the exit code. Failures become trace messages. */
export async function runCommand(argv: readonly string[], output: NodeJS.WritableStream): Promise<number> {
  const messages = new MessageWriter(output);
  try {
    await execute(readArguments(argv), messages);
    return 0;
  } catch (error) {
    if (error instanceof ManifestError) messages.log("ERROR", await explainPlace(error, argv[0] ?? ""));
    messages.error(describeError(error));
    return 1;
  } finally {
    messages.flush();
    await messages.drained();
  }
}

async function execute(args: CommandArguments, messages: MessageWriter): Promise<void> {
  const text = readFileSync(args.manifest, "utf8");
  useCounterparts(await loadCounterparts(process.env["AIRDOCK_COUNTERPARTS"], process.env["AIRDOCK_CONNECTOR"] ?? ""));
  const { manifest, problems } = loadManifest(text);
  if (problems.length > 0)
    throw new TracedError(await explain(problems, text, args.manifest), { failureType: "system_error" });
  const spec = manifest.child("spec");
  if (args.verb === "spec") {
    messages.message({ type: "SPEC", spec: describeSpec(spec) });
    return;
  }
  const file = args.config ?? "";
  const given = readDict(file);
  const { config, migrated } = prepareConfig(spec, given);
  if (migrated !== undefined) {
    writeFileSync(file, dumpJson(migrated));
    messages.control(migrated);
  }
  const catalog = args.catalog === undefined ? {} : readDict(args.catalog);
  const state: PythonValue = args.state === undefined ? [] : readJson(args.state);
  await using engine = createEngine({ manifest, config, catalog, state, messages, file: args.manifest });
  const problem = validateConfig(spec, config);
  if (problem !== undefined && args.verb !== "check") throw new ConfigFailure(problem);
  if (args.verb === "check") {
    const outcome =
      problem === undefined ? await checkOrExplain(manifest, engine) : { status: "FAILED", message: problem };
    messages.message({ type: "CONNECTION_STATUS", connectionStatus: { ...outcome } });
  } else if (args.verb === "discover")
    messages.message({ type: "CATALOG", catalog: { streams: await discover(manifest, engine) } });
  else await read(manifest, engine);
}

/** A check that ends with a failure of the config is an answer too; any other failure is none. */
async function checkOrExplain(manifest: Component, engine: Engine): Promise<CheckOutcome> {
  try {
    return await check(manifest, engine);
  } catch (error) {
    if (!(error instanceof TracedError)) throw error;
    engine.messages.error(describeError(error));
    if (error.failureType !== "config_error") throw error;
    return { status: "FAILED", message: engine.secrets.redact(error.message) };
  }
}

/** Lines and columns cost a second reading of the file, and so are looked for only now. */
async function explain(problems: readonly ManifestProblem[], text: string, file: string): Promise<string> {
  const { describeProblems } = await import("../load/describe-problems.ts");
  return describeProblems(problems, text, basename(file));
}

/** A refusal of the CDK's in its own words, with the place in the file. */
async function explainPlace(error: ManifestError, file: string): Promise<string> {
  if (error.path === undefined || !existsSync(file)) return error.message;
  const { describeProblems } = await import("../load/describe-problems.ts");
  return describeProblems([{ path: error.path, message: error.message }], readFileSync(file, "utf8"), basename(file));
}

function readDict(file: string): PythonDict {
  const value = readJson(file);
  return isDict(value) ? value : {};
}

function readJson(file: string): PythonValue {
  return parseJson(readFileSync(file, "utf8"));
}
