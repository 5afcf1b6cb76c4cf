import {
  type Catalogue,
  type CatalogueEntry,
  explainRun,
  findEntry,
  isAirdockError,
  loadCatalogue,
  planRun,
  type RunExplanation,
  searchEntries,
} from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { bundledRunners } from "../open-source.ts";
import { renderAge } from "../render-age.ts";
import { countThings } from "../render-count.ts";
import { renderTable } from "../render-table.ts";

/** The flags of `airdock sources`. */
export interface SourcesFlags {
  readonly offline?: boolean;
  readonly refresh?: boolean;
}

/** `airdock sources`: lists and searches the connector catalogue; one source is shown with how it would run here, and why. */
export const sources: Command<SourcesFlags> = async (input) => {
  const { args, options, terminal, signal } = input;
  const onProgress = (step: string): void => terminal.err(terminal.style("dim", step));
  const call = { signal, onProgress, refresh: options.refresh === true };
  const catalogue = await loadCatalogue(catalogueOf(options), call);
  const text = args.join(" ").trim();
  const found = text === "" ? catalogue.entries : searchEntries(catalogue.entries, text);
  const exact = text === "" ? undefined : found.find((entry) => isNamed(entry, text));
  if (exact !== undefined) return showOne(exact, found, input);
  // Nothing found: the error says what is near.
  if (text !== "" && found.length === 0) findEntry(catalogue.entries, text);
  return listAll(found, catalogue, input);
};

/** What `--offline` means for the catalogue; without it the environment decides. */
export function catalogueOf({ offline }: { readonly offline?: boolean }): { readonly offline?: true } {
  return offline === true ? { offline } : {};
}

function isNamed({ name, title }: CatalogueEntry, text: string): boolean {
  const wanted = text.toLowerCase();
  return name === wanted || name === `source-${wanted}` || title.toLowerCase() === wanted;
}

async function listAll(
  entries: readonly CatalogueEntry[],
  { origin, fetchedAt }: Catalogue,
  { options, terminal }: CommandInput<SourcesFlags>,
): Promise<number> {
  if (options.json === true) {
    const documents = entries.map((entry) => ({ ...entry, method: planRun(entry).method }));
    await terminal.json(`${JSON.stringify(documents)}\n`);
    return 0;
  }
  const rows = entries.map((entry) => [
    entry.name,
    entry.title,
    methods[planRun(entry).method],
    entry.supportLevel ?? "",
    entry.version,
  ]);
  await terminal.out(`${renderTable(COLUMNS, rows, terminal.outColumns)}\n`);
  const about = `${countThings(entries.length, "source")}; catalogue of ${origin}, ${renderAge(Date.now() - fetchedAt)} old`;
  terminal.err(terminal.style("dim", `${about}. \`airdock sources NAME\` says how one would run here.`));
  return 0;
}

const COLUMNS = [
  { title: "name", whole: true },
  { title: "source" },
  { title: "runs as", whole: true },
  { title: "support" },
  { title: "version" },
] as const;

const methods = { manifest: "manifest, native", python: "Python", docker: "Docker" } as const;

async function showOne(
  entry: CatalogueEntry,
  found: readonly CatalogueEntry[],
  { options, terminal, signal }: CommandInput<SourcesFlags>,
): Promise<number> {
  const { explanation, doubt } = await explain(entry, options, signal);
  if (options.json === true) {
    const { method, runs, reason, here, ready } = explanation;
    await terminal.json(`${JSON.stringify({ ...entry, method, runs, reason, here, ready })}\n`);
    return 0;
  }
  const lines = describe(entry, explanation).map(
    ([label, text]) => `  ${terminal.style("dim", label.padEnd(9))}${text}`,
  );
  await terminal.out(`${[`${terminal.style("bold", entry.name)}  ${entry.title}`, ...lines].join("\n")}\n`);
  if (doubt !== undefined) terminal.err(`${terminal.style("yellow", "!")} ${doubt}`);
  const others = found.filter(({ name }) => name !== entry.name).map(({ name }) => name);
  if (others.length > 0)
    terminal.err(
      terminal.style(
        "dim",
        `also: ${others.slice(0, 8).join(", ")}${others.length > 8 ? `, ${others.length - 8} more` : ""}`,
      ),
    );
  return 0;
}

interface Explained {
  readonly explanation: RunExplanation;
  /** Why the explanation may be wrong. */
  readonly doubt?: string;
}

/** Without its manifest, what the catalogue alone says. */
async function explain(entry: CatalogueEntry, flags: SourcesFlags, signal: AbortSignal): Promise<Explained> {
  try {
    return { explanation: await explainRun(entry, catalogueOf(flags), { signal, runners: bundledRunners() }) };
  } catch (error) {
    if (!isAirdockError(error) || signal.aborted) throw error;
    return {
      explanation: { ...planRun(entry), runs: entry.name, here: "as far as the catalogue says", ready: true },
      doubt: error.message,
    };
  }
}

function describe(entry: CatalogueEntry, { method, runs, reason, here }: RunExplanation): [string, string][] {
  const support = entry.supportLevel === undefined ? "" : ` (${entry.supportLevel})`;
  return [
    ["version", `${entry.version}${support}`],
    ["runs", `${methods[method]}, ${here}`],
    ["why", reason],
    ["as", runs],
    ...(entry.documentationUrl === undefined ? [] : [["docs", entry.documentationUrl] satisfies [string, string]]),
    ["next", `airdock init ${entry.name}`],
  ];
}
