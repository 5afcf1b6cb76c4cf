import { AirdockError } from "@airdock/core";
import type { Terminal } from "../terminal/terminal.ts";
import type { Prompter } from "./prompter.ts";

/**
 * Answers by itself, where nobody can be asked: defaults, all that can be picked, no optional settings. What has no default is USAGE, with the
 * option that would have told.
 */
export function createQuietPrompter(terminal: Pick<Terminal, "err" | "style">): Prompter {
  const need = (message: string, path?: string, example = "…"): never => {
    throw new AirdockError(`There is no answer for: ${message}`, {
      code: "USAGE",
      hint: `Give it as --set ${path ?? "path.to.key"}=${example} (\`airdock spec\` with the source lists all), or run init on a terminal.`,
    });
  };
  return {
    text: async ({ message, initial, path, placeholder }) => initial ?? need(message, path, placeholder),
    secret: async () => "",
    confirm: async ({ initial = false }) => initial,
    choose: async ({ message, initial, options, path }) =>
      initial ?? (options.length === 1 ? options[0]?.value : undefined) ?? need(message, path),
    chooseSeveral: async ({ initial = [] }) => [...initial],
    search: async ({ message }) => need(message),
    say: () => {},
    warn: (text) => need(text),
    wait: (message, work) => {
      terminal.err(terminal.style("dim", message));
      return work((step) => terminal.err(terminal.style("dim", step)));
    },
  };
}
