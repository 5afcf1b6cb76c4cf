import { Ajv, type ValidateFunction } from "ajv";
import type { JsonObject } from "../protocol/json.ts";

/**
 * Makes the check of a JSON schema (draft 7): strict in nothing that connectors are not strict in. In a file of its own, so that the
 * validator is loaded when a config is there to be checked. Throws for a schema it cannot understand.
 */
export function compileSchema(schema: JsonObject): ValidateFunction {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    validateFormats: false,
    validateSchema: false,
    unicodeRegExp: false,
    logger: false,
  });
  return ajv.compile(schema);
}
