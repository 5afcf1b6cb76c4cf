/** Deepest chain of causes that is told; a loop ends here. */
const deepest = 6;

/**
 * Why, as text: the causes of an error from the outermost to the innermost, a line each, with the codes of those that have
 * one. What a line before has said is not said again. Undefined when there is no cause.
 */
export function describeCause(error: { readonly message?: string; readonly cause?: unknown }): string | undefined {
  const lines: string[] = [];
  for (let cause = error.cause, depth = 0; cause !== undefined && depth < deepest; depth += 1) {
    const line = describeOne(cause);
    if (line !== "" && ![error.message ?? "", ...lines].some((told) => told.includes(line))) lines.push(line);
    cause = typeof cause === "object" && cause !== null && "cause" in cause ? cause.cause : undefined;
  }
  return lines.length === 0 ? undefined : lines.join("\n");
}

function describeOne(cause: unknown): string {
  if (typeof cause !== "object" || cause === null) return String(cause);
  // An error from another realm, or one that was copied as data, is an object with a message.
  const message = "message" in cause ? String(cause.message) : Object.prototype.toString.call(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return message.includes(code) ? message : `${message} [${code}]`;
}
