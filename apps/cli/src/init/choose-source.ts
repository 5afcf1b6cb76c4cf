import { isAirdockError, loadCatalogue } from "@airdock/core";
import type { Prompter } from "./prompter.ts";

const OTHER = "";

/** Asks for a source: one of the catalogue, found by typing, or a reference; without a catalogue only the latter. */
export async function chooseSource(
  prompter: Prompter,
  catalogue: { readonly offline?: true },
  signal: AbortSignal,
): Promise<string> {
  const entries = await prompter.wait("looking at the connector catalogue", async (say) => {
    try {
      return (await loadCatalogue(catalogue, { signal, onProgress: say })).entries;
    } catch (error) {
      if (isAirdockError(error) && !signal.aborted) return [];
      throw error;
    }
  });
  const options = [
    { value: "sample:shop", label: "Sample shop", hint: "sample:shop, to try things out" },
    ...entries.map(({ name, title }) => ({ value: name, label: title, hint: name })),
    { value: OTHER, label: "Another: a program, pypi:…, npm:…, docker:…" },
  ];
  const found = await prompter.search({ message: "Which source? (type to search)", options });
  if (found !== OTHER) return found;
  return prompter.text({ message: "Its reference", placeholder: "./source-acme or pypi:airbyte-source-github" });
}

/** A free name for a connection: the connector's, with a number where it is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wanted}_${number}`)) return `${wanted}_${number}`;
}

/** Asks for a connection's name until it is free. */
export async function askName(prompter: Prompter, initial: string, taken: readonly string[]): Promise<string> {
  for (;;) {
    const name =
      (await prompter.text({ message: "Name of the connection, and of its tables", initial })).trim() || initial;
    if (!taken.includes(name)) return name;
    prompter.warn(`There is a connection ${name} already`);
  }
}
