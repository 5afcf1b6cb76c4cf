import type { LogLevel, Message } from "../protocol/message.ts";

/** A message as a log line, when it is only to be shown: logs, errors, and lines that are no message at all. */
export function describeLog(message: Message): { readonly level: LogLevel; readonly message: string } | undefined {
  switch (message.kind) {
    case "log":
      return { level: message.level, message: message.message };
    case "noise":
      return { level: "INFO", message: message.text };
    case "rejected":
      return { level: "WARN", message: `A line cannot be used (${message.reason}): ${message.excerpt}` };
    case "trace":
      return message.trace.kind === "error" ? { level: "ERROR", message: message.trace.message } : undefined;
    default:
      return undefined;
  }
}
