import {
  type ConfigObject,
  isAirdockError,
  type JsonObject,
  resolveEntry,
  splitNames,
  streamLabel,
  type Source,
} from "@airdock/core";
import type { Project } from "../open-project.ts";
import { openTarget } from "../open-source.ts";
import { renderError } from "../render-error.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Prompter } from "./prompter.ts";

/** A connection that is about to be written. */
export interface ConnectionDraft {
  readonly name: string;
  readonly source: string;
  readonly config: ConfigObject;
  /** Names of variables that the connector gets. */
  readonly env?: readonly string[];
  /** The streams that were named, if any, separated by commas. */
  readonly streams: string | undefined;
}

/** What trying it needs. */
export interface TrialSetting {
  readonly project: Project;
  readonly prompter: Prompter;
  /** What goes into `.env`. */
  readonly variables: ReadonlyMap<string, string>;
  readonly isAsking: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** What came of it: the streams to read, if not all, and whether the source can connect; `again`: the person wants to change answers. */
export type Trial = { readonly streams: string | readonly string[] | undefined; readonly works: boolean } | "again";

/**
 * Asks the source whether it can connect, and the person which streams to read. With a secret still to be filled in nothing
 * is tried. When it cannot connect the person may answer again, or go on.
 */
export async function tryConnection(draft: ConnectionDraft, setting: TrialSetting): Promise<Trial> {
  const { prompter, variables, isAsking, terminal } = setting;
  if ([...variables.values()].includes("")) return { streams: draft.streams, works: true };
  try {
    const source = await openDraft(draft, setting);
    await prompter.wait(`checking ${draft.source}`, () => source.check({ signal: setting.signal }));
    return { streams: await chooseStreams(source, draft, setting), works: true };
  } catch (error) {
    if (!isAsking || !isAirdockError(error) || setting.signal.aborted) throw error;
    terminal.err(renderError(error.toJSON(), terminal));
    const next = await prompter.choose({
      message: "It cannot connect. What now?",
      options: [
        { value: "again", label: "Answer again" },
        { value: "write", label: "Write it down as it is" },
        { value: "stop", label: "Stop" },
      ],
    });
    if (next === "stop") throw error;
    return next === "again" ? "again" : { streams: draft.streams, works: false };
  }
}

async function openDraft({ name, source, config, env = [] }: ConnectionDraft, setting: TrialSetting): Promise<Source> {
  const { project, variables, terminal, signal } = setting;
  const known = { ...project.env, ...Object.fromEntries(variables) };
  const resolved = resolveEntry(config, known, "config") as JsonObject;
  const target = { reference: source, project, connection: name, settings: {}, readConfig: () => resolved };
  return openTarget(target, { env }, terminal, signal);
}

async function chooseStreams(
  source: Source,
  { streams: named }: ConnectionDraft,
  { prompter, isAsking, signal }: TrialSetting,
): Promise<readonly string[] | undefined> {
  const catalog = await prompter.wait("looking at its streams", () => source.discover({ signal }));
  const labels = catalog.streams.map(({ name, namespace }) =>
    streamLabel({ name, ...(namespace == null ? {} : { namespace }) }),
  );
  if (named !== undefined) return splitNames(named, ",", new Set(labels));
  if (!isAsking || labels.length < 2) return undefined;
  const picked = await prompter.chooseSeveral({
    message: "Which streams? (space picks, enter goes on)",
    options: labels.map((label) => ({ value: label, label })),
    initial: labels,
  });
  return picked.length === labels.length || picked.length === 0 ? undefined : picked;
}
