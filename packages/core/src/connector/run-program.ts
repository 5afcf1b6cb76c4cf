import { execa } from "execa";
import { toolEnvironment } from "./environment/tool-environment.ts";

/** How a program ended. */
export interface ProgramResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** What it said of its failure; why it could not be started, when it could not. */
  readonly stderr: string;
}

/** How a program is run. */
export interface ProgramOptions {
  readonly signal?: AbortSignal | undefined;
  /** The whole environment. Default: that of this process, without the password of a cache. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Default: the working directory. */
  readonly folder?: string | undefined;
  /** Milliseconds until it is ended, which counts as failed. Default: none. */
  readonly timeLimit?: number | undefined;
  /** Gets each line it prints, of both streams. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/**
 * Runs a program such as an installer or a container engine to its end. Does not reject when it fails or is missing; throws
 * the signal's reason when aborted.
 */
export async function runProgram(
  file: string,
  words: readonly string[],
  { signal, environment, folder, timeLimit, onLine }: ProgramOptions = {},
): Promise<ProgramResult> {
  signal?.throwIfAborted();
  const running = execa(file, words, {
    env: environment ?? toolEnvironment(process.env),
    extendEnv: false,
    ...(folder === undefined ? {} : { cwd: folder }),
    stdin: "ignore",
    reject: false,
    killDescendants: true,
    all: true,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...(timeLimit === undefined ? {} : { timeout: timeLimit }),
  });
  if (onLine !== undefined) for await (const line of running.iterable({ from: "all" })) onLine(String(line));
  const result = await running;
  signal?.throwIfAborted();
  const started = result.exitCode !== undefined || result.signal !== undefined;
  return {
    ok: !result.failed,
    stdout: result.stdout,
    stderr: started ? result.stderr : (result.originalMessage ?? ""),
  };
}
