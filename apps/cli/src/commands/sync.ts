import { type SyncEvent, SyncError } from "@airdock/core";
import { chooseCache } from "../choose-cache.ts";
import type { Command, CommandInput } from "../command.ts";
import { planSeveral } from "../plan-several.ts";
import { openProject, type Project } from "../open-project.ts";
import { renderError } from "../render-error.ts";
import { renderSummary, type SummaryPlaces, withoutHeadline } from "../render-summary.ts";
import { describeError, exitStatus } from "../report-error.ts";
import { findTarget, nameOf, refuseConfigured, type SourceTarget } from "../source-target.ts";
import type { SyncFlags } from "../sync-flags.ts";
import { syncSeveral } from "../sync-several.ts";
import { logFolder, type SyncView, syncTarget } from "../sync-target.ts";
import { chooseTargets } from "../choose-targets.ts";
import { type ProgressView, watchProgress } from "../watch-progress.ts";

/** `airdock sync`: reads a source, or connections of the config file, into a cache; shows progress, then what became of each stream. */
export const sync: Command<SyncFlags> = async (input) => {
  const { args, options, terminal, signal } = input;
  const project = await openProject(options, terminal);
  if (options.name === undefined) for (const each of args) refuseConfigured(each, project);
  const [word, second] = args;
  const targets =
    word !== undefined && second === undefined
      ? [findTarget(word, project)]
      : chooseTargets("sync", args, options, project);
  // A program that reads the output gets one form, however many connections the config file has.
  const isRead = options.json === true || options.events === true;
  const isAlone = targets.length === 1 && (word !== undefined || !isRead);
  if (options.plan === true) return await planSeveral(targets, input, { isAlone });
  const choice = chooseCache(options.to, project, terminal);
  await choice.prepare(options);
  await using _shared = choice.isShared ? await choice.load() : undefined;
  // Events on the same screen would be drawn over.
  const live = terminal.live && !(options.events === true && terminal.outColumns !== undefined);
  using view = watchProgress(targets.map(nameOf), terminal, live);
  const stopping = (): void => view.say("stopping at a clean point; Ctrl-C once more ends at once");
  signal.addEventListener("abort", stopping, { once: true });
  try {
    const [target] = targets;
    return target === undefined || !isAlone
      ? await syncSeveral(targets, input, view)
      : await syncOne(target, input, view);
  } finally {
    signal.removeEventListener("abort", stopping);
  }
};

async function syncOne(target: SourceTarget, input: CommandInput<SyncFlags>, view: ProgressView): Promise<number> {
  const { options, terminal } = input;
  const places = summaryPlaces(options, target.project);
  const print = (event: SyncEvent): void => {
    if (options.events === true) void terminal.json(`${JSON.stringify(event)}\n`);
  };
  const shown: SyncView = { view, name: nameOf(target), print };
  try {
    const result = await syncTarget(target, input, shown);
    view[Symbol.dispose]();
    if (options.json === true) await terminal.json(`${JSON.stringify(result)}\n`);
    terminal.err(renderSummary(result, places, terminal));
    return 0;
  } catch (error) {
    view[Symbol.dispose]();
    if (!(error instanceof SyncError)) throw error;
    if (options.json === true) await terminal.json(`${JSON.stringify(error.result)}\n`);
    terminal.err(renderSummary(error.result, places, terminal));
    terminal.err(renderError(withoutHeadline(describeError(error)), terminal));
    return exitStatus(error);
  }
}

/** What the summary says of where things are. */
export function summaryPlaces({ to }: SyncFlags, project: Project): SummaryPlaces {
  return { ...(to === undefined ? {} : { from: to }), logFolder: logFolder(project) };
}
