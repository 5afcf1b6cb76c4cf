import { excerpt } from "../protocol/excerpt.ts";
import type { Message, RecordMessage, RejectedMessage } from "../protocol/message.ts";
import type { StateMessage } from "../protocol/state.ts";
import { streamLabel } from "../protocol/stream.ts";
import type { ErrorTrace, StatusTrace, Trace } from "../protocol/trace.ts";
import { createConnectorError } from "./connector-error.ts";
import { eventStream } from "./event-reporter.ts";
import type { RunParts } from "./run-parts.ts";
import type { StreamIntake } from "./stream-intake.ts";
import { createStrictError } from "./strict-error.ts";

/** Sends every message of a connector where it belongs: records to the stager, states to the ledger, the rest to events. */
export class MessageRouter {
  readonly #parts: RunParts;
  readonly #strict: boolean;
  /** Records of all streams since the last state for all. */
  #sinceState = 0;

  constructor(parts: RunParts, options: { readonly strict: boolean }) {
    this.#parts = parts;
    this.#strict = options.strict;
  }

  /** Routes messages in order, up to one that ends the run. */
  route(messages: readonly Message[]): void {
    const { faults } = this.#parts;
    for (const message of messages) {
      if (faults.isOver) return;
      if (message.kind === "record") this.#routeRecord(message);
      else this.#routeOther(message);
    }
  }

  #routeRecord(record: RecordMessage): void {
    const intake = this.#parts.directory.find(record.stream);
    this.#sinceState++;
    if (intake === undefined) {
      const { stream, bytes, start, end } = record;
      return this.#reject({ stream, reason: "unknown-stream" }, () => excerpt(bytes, start, end));
    }
    intake.startedAt ??= performance.now();
    this.#parts.stager.add(intake, record);
  }

  #routeOther(message: Exclude<Message, RecordMessage>): void {
    const { reporter, redact } = this.#parts;
    switch (message.kind) {
      case "state":
        return this.#routeState(message.state);
      case "trace":
        return this.#routeTrace(message.trace);
      case "rejected":
        // Who stops a connector cuts its last line himself; the next sync asks for it again.
        if (message.isCut === true && this.#parts.faults.stopping.aborted) return;
        return this.#routeRejected(message);
      case "log":
        return reporter.emit({ type: "connector-log", level: message.level, message: redact(message.message) });
      case "noise":
        return reporter.emit({ type: "connector-log", level: "INFO", message: redact(message.text) });
      case "control":
        return reporter.emit({ type: "config-updated" });
      default:
    }
  }

  #routeRejected({ stream, reason, excerpt: beginning }: RejectedMessage): void {
    const intake = stream && this.#parts.directory.find(stream);
    this.#sinceState++;
    if (intake !== undefined) {
      intake.tally.rejected++;
      intake.sinceState++;
    }
    this.#reject({ ...(stream && { stream }), reason }, () => beginning);
  }

  /** Few are kept with their beginning: only for them it is taken, and freed of secrets. */
  #reject(record: Pick<RejectedMessage, "stream" | "reason">, beginning: () => string): void {
    const { rejected, redact, warnings } = this.#parts;
    const { stream } = record;
    const isFirst = rejected.add(record, () => redact(beginning()));
    if (isFirst && stream !== undefined && record.reason === "unknown-stream") {
      const message = `Records came for ${streamLabel(stream)}, which is not read. They are left out.`;
      warnings.add({ code: "unknown-stream", message, stream });
    }
    const where = stream === undefined ? "" : ` of ${streamLabel(stream)}`;
    this.#object(`A record${where} cannot be stored: ${record.reason}.`);
  }

  #routeState(state: StateMessage): void {
    const { directory, ledger, intakes, queue, warnings } = this.#parts;
    const intake = state.stream && directory.find(state.stream);
    if (state.type === "STREAM" && intake === undefined) {
      const label = state.stream === undefined ? "no stream" : streamLabel(state.stream);
      warnings.add({
        code: "state-without-stream",
        message: `A state came for ${label}, which is not read.`,
        ...(state.stream && { stream: state.stream }),
      });
      return this.#object(`A state came for ${label}, which is not read.`);
    }
    this.#checkCount(state, intake);
    if (this.#parts.faults.isOver) return;
    ledger.add(state, intake?.index, (index) => intakes[index]?.position ?? 0);
    if (intake !== undefined && this.#hasEnded(intake)) queue.request();
    else queue.offer();
  }

  /** `sourceStats.recordCount` counts since the last state of the same streams. */
  #checkCount({ recordCount }: StateMessage, intake: StreamIntake | undefined): void {
    const received = intake === undefined ? this.#sinceState : intake.sinceState;
    if (intake === undefined) this.#sinceState = 0;
    else intake.sinceState = 0;
    if (recordCount === undefined || recordCount === received) return;
    const where = intake === undefined ? "all streams" : streamLabel(intake.planned.key);
    const message = `A state of ${where} counts ${recordCount} records, ${received} were received.`;
    this.#parts.warnings.add({ code: "record-count-differs", message, ...(intake && { stream: intake.planned.key }) });
    this.#object(message);
  }

  #routeTrace(trace: Trace): void {
    switch (trace.kind) {
      case "status":
        return this.#routeStatus(trace);
      case "error":
        return this.#routeError(trace);
      case "estimate": {
        const { stream, rows, bytes } = trace;
        const counts = { ...(rows === undefined ? {} : { rows }), ...(bytes === undefined ? {} : { bytes }) };
        return this.#parts.reporter.emit({ type: "estimate-received", ...(stream && eventStream(stream)), ...counts });
      }
      default:
    }
  }

  #routeStatus({ stream, status, rateLimited }: StatusTrace): void {
    const { directory, verdicts, ledger, queue, reporter } = this.#parts;
    const intake = directory.find(stream);
    reporter.emit({ type: "stream-status", ...eventStream(stream), status });
    if (rateLimited !== undefined) {
      const reset = new Date(rateLimited.quotaReset ?? Number.NaN);
      const quotaReset = Number.isNaN(reset.getTime()) ? {} : { quotaReset: reset.toISOString() };
      reporter.emit({ type: "stream-rate-limited", ...eventStream(stream), ...quotaReset });
    }
    if (intake !== undefined) intake.startedAt ??= performance.now();
    // A source that only says it waits has not said that it tells where its streams stand.
    if (rateLimited !== undefined && status === "RUNNING") return;
    const hasSucceeded = verdicts.noteStatus(intake?.index, status);
    if (intake === undefined || !hasSucceeded) return;
    intake.endedAt = performance.now();
    ledger.succeed(intake.index, intake.position);
    queue.request();
  }

  #routeError(trace: ErrorTrace): void {
    const { directory, verdicts, faults, reporter, redact } = this.#parts;
    const intake = trace.stream && directory.find(trace.stream);
    const error = createConnectorError(trace, redact);
    verdicts.noteError(intake?.index);
    if (intake === undefined) faults.source.push(error);
    else if (!faults.reported.has(intake.index)) faults.reported.set(intake.index, error);
    const { failureType, internalMessage } = trace;
    reporter.emit({
      type: "connector-error",
      ...(trace.stream && eventStream(trace.stream)),
      message: error.message,
      ...(internalMessage === undefined ? {} : { internalMessage: redact(internalMessage) }),
      ...(failureType && { failureType }),
    });
  }

  #hasEnded(intake: StreamIntake): boolean {
    return intake.endedAt !== undefined;
  }

  /** With `strict`, a broken rule ends the run. */
  #object(message: string): void {
    if (this.#strict) this.#parts.faults.violate(createStrictError(message));
  }
}
