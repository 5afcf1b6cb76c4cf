import { once } from "node:events";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { onExit } from "signal-exit";
import { readLines } from "../async/read-lines.ts";
import { InstallError } from "../error/install-error.ts";
import type { ConnectorSession, ExitOutcome } from "./connector-runner.ts";
import { ExitWatch } from "./exit-watch.ts";
import type { InputFiles } from "./input-files.ts";
import { signalGroup } from "./process-group.ts";
import { terminate } from "./terminate.ts";

/** How a connector's process is started. */
export interface ProcessPlan {
  /** The program: an absolute path, or a name on PATH. No shell is involved. */
  readonly file: string;
  readonly arguments: readonly string[];
  /** The folder it starts in. Default: the working directory. */
  readonly folder?: string | undefined;
  /** The whole environment. Default: that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds between SIGTERM and SIGKILL. Default 5,000. */
  readonly grace?: number | undefined;
  /** Ends what the process started where signals do not reach, after it was stopped or killed; before its argument files go. */
  readonly cleanUp?: (() => Promise<void>) | undefined;
  /** The same when this process ends and cannot wait. */
  readonly cleanUpAtExit?: (() => void) | undefined;
  /** Ends the process when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a connector in a process group of its own, so that it can be stopped with all it starts and a Ctrl-C in the
 * terminal reaches us first. Its argument files go when it ends; it ends when this process does.
 * Rejects with CONNECTOR_NOT_EXECUTABLE.
 */
export async function startConnectorProcess(plan: ProcessPlan, inputs: InputFiles): Promise<ConnectorSession> {
  try {
    plan.signal?.throwIfAborted();
    const child = execa(plan.file, plan.arguments, {
      ...(plan.environment === undefined ? {} : { env: plan.environment, extendEnv: false }),
      ...(plan.folder === undefined ? {} : { cwd: plan.folder }),
      stdin: "ignore",
      encoding: "buffer",
      buffer: false,
      reject: false,
      killDescendants: true,
      cleanup: false,
    });
    // Without a listener, Node throws away what is unread when the process ends.
    child.stdout.on("readable", ignore);
    child.stderr.on("readable", ignore);
    const exit = new Promise<ProcessEnd>((resolve) => {
      child.nodeChildProcess.once("exit", (exitCode, signal) =>
        resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined }),
      );
    });
    await once(child.nodeChildProcess, "spawn");
    if (child.pid === undefined) throw new Error("The process has no id.");
    return superviseProcess({ ...plan, group: child.pid, stdout: child.stdout, stderr: child.stderr, exit, inputs });
  } catch (error) {
    await inputs.remove();
    plan.signal?.throwIfAborted();
    throw notExecutable(plan.file, error);
  }
}

type ProcessEnd = Omit<ExitOutcome, "stopped">;

interface RunningProcess extends ProcessPlan {
  readonly group: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exit: Promise<ProcessEnd>;
  readonly inputs: InputFiles;
}

function superviseProcess(running: RunningProcess): ConnectorSession {
  const { group, inputs, signal } = running;
  let stopped = false;
  const forget = onExit(() => {
    signalGroup(group, "SIGKILL");
    running.cleanUpAtExit?.();
  });
  // What it leaves behind would hold its output open for as long as it likes.
  const gone = running.exit.then(() => terminate(group, Promise.resolve(), running.grace));
  const watch = new ExitWatch([running.stdout, running.stderr], gone);
  const exited = running.exit.then(async (end): Promise<ExitOutcome> => {
    const outcome = { ...end, stopped };
    if (stopped || end.signal !== undefined) await running.cleanUp?.();
    await inputs.remove();
    return outcome;
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped = true;
    stopping ??= terminate(group, exited, running.grace).finally(forget);
    return stopping;
  };
  const stopOnAbort = (): void => void stop();
  signal?.addEventListener("abort", stopOnAbort, { once: true });
  if (signal?.aborted === true) stopOnAbort();
  return {
    stdout: watch.read(running.stdout),
    stderr: reportLeft(watch.read(readLines(running.stderr)), watch),
    exited,
    stop,
    async [Symbol.asyncDispose]() {
      signal?.removeEventListener("abort", stopOnAbort);
      await stop();
      running.stdout.destroy();
      running.stderr.destroy();
    },
  };
}

async function* reportLeft(lines: AsyncIterable<string>, watch: ExitWatch): AsyncGenerator<string> {
  yield* lines;
  if (watch.hasGivenUp)
    yield "The connector has ended. A program that it started in a session of its own still runs and holds its output open: Airdock does not wait for it, and cannot end it.";
}

function notExecutable(file: string, cause: unknown): InstallError {
  return new InstallError(`The connector's program could not be started: ${file}`, {
    code: "CONNECTOR_NOT_EXECUTABLE",
    cause,
    hint: "Check that the file exists, may be executed (chmod +x), and that the interpreter its first line names is installed.",
  });
}

function ignore(): void {}
