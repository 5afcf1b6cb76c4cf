/** A template names a variable the CDK has taken away: a mistake of the manifest that users see as a config error. */
export class UnsupportedVariableError extends Error {
  override readonly name = "UnsupportedVariableError";
}
