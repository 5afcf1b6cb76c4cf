import { AirdockError, SyncError } from "@airdock/core";
import { combineStatuses } from "./combine-statuses.ts";
import type { CommandInput } from "./command.ts";
import { renderError } from "./render-error.ts";
import { renderSeveral } from "./render-several.ts";
import type { SeveralResult } from "./several-result.ts";
import { describeError, exitStatus } from "./report-error.ts";
import { nameOf, type SourceTarget } from "./source-target.ts";
import type { SyncFlags } from "./sync-flags.ts";
import { syncTarget } from "./sync-target.ts";
import type { ProgressView } from "./watch-progress.ts";

/** Syncs several targets, some at a time; one that fails does not hold up the others. Settles with the exit status of all. */
export async function syncSeveral(
  targets: readonly SourceTarget[],
  input: CommandInput<SyncFlags>,
  view: ProgressView,
): Promise<number> {
  const { options, terminal } = input;
  const startedAt = performance.now();
  const limit = readParallel(options.parallel) ?? targets[0]?.project.config?.parallel ?? 2;
  const results = await mapLimited(targets, limit, (target) => trySync(target, input, view));
  view[Symbol.dispose]();
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  const status = combineStatuses(results.map((result) => result.status));
  if (options.json === true) await terminal.json(`${JSON.stringify(describeAll(results, seconds))}\n`);
  terminal.err(renderSeveral(results, seconds, terminal));
  const [stopped, ...others] = results.filter(({ error }) => error?.code === "INTERRUPTED");
  for (const { name, error } of results.filter((result) => !others.includes(result)))
    if (error !== undefined) {
      // What stops one stops all: the table says which.
      const message = others.length > 0 && error === stopped?.error ? error.message : `${name}: ${error.message}`;
      terminal.err(renderError({ ...error, message }, terminal));
    }
  return status;
}

async function trySync(
  target: SourceTarget,
  input: CommandInput<SyncFlags>,
  view: ProgressView,
): Promise<SeveralResult> {
  const name = nameOf(target);
  const print = (event: object): void => {
    if (input.options.events === true) void input.terminal.json(`${JSON.stringify({ ...event, connection: name })}\n`);
  };
  try {
    return { name, status: 0, report: await syncTarget(target, input, { view, name, print }) };
  } catch (error) {
    const report = error instanceof SyncError ? { report: error.result } : {};
    view.end(name, error instanceof SyncError ? error.result.outcome : "failed");
    return { name, status: exitStatus(error), error: describeError(error), ...report };
  }
}

function describeAll(results: readonly SeveralResult[], seconds: number): object {
  const isOk = ({ status }: SeveralResult): boolean => status === 0;
  return {
    outcome: results.every(isOk)
      ? "ok"
      : results.some(({ report }) => report !== undefined && report.outcome !== "failed")
        ? "partial"
        : "failed",
    seconds,
    connections: results.map(
      ({ name, report, error }) => report ?? { connection: name, outcome: "failed", streams: [], error },
    ),
  };
}

/** Keeps the order of the items. */
async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
  });
  await Promise.all(workers);
  return results;
}

function readParallel(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d*$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new AirdockError(`--parallel ${text} is not a count.`, {
    code: "USAGE",
    hint: "Write a whole number, such as --parallel 4.",
  });
}
