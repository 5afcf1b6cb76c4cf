import type { ConnectorRead } from "../connector/source.ts";
import { onAbort } from "../async/on-abort.ts";
import { settleWithin } from "../async/settle-within.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { stateValueText } from "../protocol/state-argument.ts";
import { configureCatalog } from "./configured-catalog.ts";
import { eventStream } from "./event-reporter.ts";
import { MessageRouter } from "./message-router.ts";
import type { SyncFrame } from "./open-sync.ts";
import type { RunParts } from "./run-parts.ts";
import { toAirdockError } from "./run-faults.ts";
import { StallWatch } from "./stall-watch.ts";

/** Least time between two reports of the counts, in milliseconds. */
const progressEvery = 500;
/** What a connector may take to end after its last word, in milliseconds. */
const longestEnding = 30_000;
/** A connector that is silent for longer hangs, in milliseconds. */
const longestSilence = 3_600_000;

/** Starts the connector and moves everything it sends into the cache's staging. True when it ended well, by itself. */
export async function moveRecords(frame: SyncFrame, parts: RunParts): Promise<boolean> {
  const { faults } = parts;
  await using read = await startReading(frame, parts);
  using _stop = onAbort(faults.stopping, () => void read.stop().catch(() => undefined));
  using watch = watchForStall(read, parts);
  const stderr = reportStderr(read, parts, watch);
  try {
    await routeAll(read, parts, watch);
  } catch (error) {
    faults.source.push(toAirdockError(error));
    await read.stop();
  }
  watch.pause();
  const outcome = await awaitExit(read, parts);
  await stderr;
  reportProgress(parts);
  const failure = read.failure(outcome);
  if (failure !== undefined) faults.source.unshift(failure);
  return faults.source.length === 0 && !outcome.stopped && outcome.exitCode === 0;
}

/** The connector has said everything; it is given a while to end by itself. */
async function awaitExit(read: ConnectorRead, { faults }: RunParts): Promise<Awaited<ConnectorRead["exited"]>> {
  let hasExited = false;
  const exited = read.exited.finally(() => {
    hasExited = true;
  });
  await settleWithin(exited, longestEnding);
  if (!hasExited && !faults.stopping.aborted) {
    const message = `The connector closed its output and did not end within ${longestEnding / 1000} s.`;
    faults.source.push(new AirdockError(message, { code: "CONNECTOR_STALLED", retryable: true }));
  }
  if (!hasExited) await read.stop();
  return await exited;
}

async function startReading({ source, call }: SyncFrame, parts: RunParts): Promise<ConnectorRead> {
  const { faults, plan, intakes, run, sent } = parts;
  faults.stopping.throwIfAborted();
  const writers = intakes.map(({ writer }) => writer);
  const catalog = configureCatalog(plan.streams, writers, run.id);
  const states = sent.map(({ text }) => stateValueText(text));
  return await source.openRead({ catalog, states, connection: call.connection, signal: faults.fatality });
}

/** Stops a connector that hangs; one that waits for a rate limit does not. */
function watchForStall(read: ConnectorRead, { options, faults, warnings, reporter }: RunParts): StallWatch {
  const limit = options.stallAfter ?? longestSilence;
  const watch = new StallWatch({
    limit,
    onQuiet: (silence) => {
      const message = `The connector has said nothing for ${describeTime(silence)}; after ${describeTime(limit)} it counts as hung.`;
      warnings.add({ code: "connector-quiet", message });
    },
    onStalled: (silence) => {
      faults.source.push(
        new AirdockError(`The connector has given no sign of life for ${describeTime(silence)}.`, {
          code: "CONNECTOR_STALLED",
          hint: "The next sync goes on from the last state. Where the source may be silent for longer, raise the limit (stallAfter).",
          retryable: true,
        }),
      );
      void read.stop().catch(() => undefined);
    },
  });
  reporter.listen((event) => {
    if (event.type === "stream-rate-limited")
      watch.rest(event.quotaReset === undefined ? undefined : Date.parse(event.quotaReset));
  });
  return watch;
}

function describeTime(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

async function routeAll(read: ConnectorRead, parts: RunParts, watch: StallWatch): Promise<void> {
  const { faults, stager, queue } = parts;
  const router = new MessageRouter(parts, { strict: parts.options.strict === true });
  let reported = performance.now();
  for await (const messages of read.messages) {
    if (faults.isOver) continue;
    watch.pause();
    router.route(messages);
    await stager.makeRoom();
    queue.relieve();
    watch.listen();
    if (performance.now() - reported < progressEvery) continue;
    reported = performance.now();
    reportProgress(parts);
  }
}

/** Tells the counts of the streams that went on since the last time. */
function reportProgress({ intakes, reporter, rejected }: RunParts): void {
  for (const intake of intakes) {
    const { read, bytes } = intake.tally;
    if (read === intake.reportedRead) continue;
    intake.reportedRead = read;
    reporter.emit({ type: "stream-progressed", ...eventStream(intake.planned.key), read, bytes });
  }
  rejected.report();
}

async function reportStderr(
  read: ConnectorRead,
  { reporter, redact, faults }: RunParts,
  watch: StallWatch,
): Promise<void> {
  try {
    for await (const line of read.stderr) {
      watch.heard();
      reporter.emit({ type: "connector-stderr", line: redact(line) });
    }
  } catch (error) {
    faults.source.push(toAirdockError(error));
  }
}
