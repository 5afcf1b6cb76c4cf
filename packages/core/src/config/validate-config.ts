import type { ErrorObject } from "ajv";
import { isRawNumber } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { boundTime } from "./bound-time.ts";
import type { ConfigFinding } from "./config-finding.ts";
import { describeFinding } from "./describe-finding.ts";
import { isObject } from "./is-object.ts";
import { pickBranchErrors } from "./pick-branch-errors.ts";
import { prepareSchema } from "./prepare-schema.ts";

/** Keys the Python CDK takes out of a config before it validates it. */
const ignoredKeys = ["_limit", "_page_size"];

/** The milliseconds that one comparison may take; the spec of a connector takes a few. */
const maxDuration = 2000;

/** What the comparison of a config with a spec found. */
export interface ConfigJudgement {
  readonly findings: readonly ConfigFinding[];
  /** The spec asks for more work than there is time for (a pattern that tries for ever, references that double): nothing was found out. */
  readonly isTimedOut: boolean;
}

/** The findings of `judgeConfig`; none when the comparison took too long. */
export async function validateConfig(specification: JsonObject, config: JsonObject): Promise<readonly ConfigFinding[]> {
  return (await judgeConfig(specification, config)).findings;
}

/**
 * Compares a config with the connector's spec (JSON Schema draft 7), for two seconds at most. Lenient where connectors are: unknown
 * keywords and formats are not judged (the Python CDK does not either), and a spec that cannot be understood finds nothing.
 */
export async function judgeConfig(specification: JsonObject, config: JsonObject): Promise<ConfigJudgement> {
  // By its default: a bundle has no names of a CommonJS module that is loaded late.
  const { Ajv } = (await import("ajv")).default;
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    validateFormats: false,
    validateSchema: false,
    unicodeRegExp: false,
    // A property that a spec calls `constructor` is not there because every object has one.
    ownProperties: true,
    logger: false,
  });
  const compare = (): ConfigFinding[] => {
    const validate = ajv.compile(prepareSchema(specification));
    const plain = Object.fromEntries(Object.entries(config).filter(([key]) => !ignoredKeys.includes(key)));
    const errors: readonly ErrorObject[] = validate(plainNumbers(plain)) ? [] : (validate.errors ?? []);
    return uniqueFindings(pickBranchErrors(errors).map(describeFinding));
  };
  try {
    const { isTimedOut, value } = boundTime(maxDuration, compare);
    return { findings: value ?? [], isTimedOut };
  } catch {
    return { findings: [], isTimedOut: false };
  }
}

/** The validator knows doubles only; the exact text stays in what the connector gets. */
function plainNumbers(value: JsonValue): unknown {
  if (isRawNumber(value)) return Number(value.rawJSON);
  if (Array.isArray(value)) return value.map(plainNumbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plainNumbers(child)]));
}

function uniqueFindings(findings: readonly ConfigFinding[]): ConfigFinding[] {
  return [...new Map(findings.map((finding) => [`${finding.path}\n${finding.message}`, finding])).values()];
}
