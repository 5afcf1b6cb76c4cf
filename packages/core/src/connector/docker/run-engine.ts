import { execa } from "execa";

/** How a call of a container engine ended. */
export interface EngineResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** How an engine is called. */
export interface EngineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Gets each line it prints, of both streams. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Calls a container engine to its end. Does not reject when it fails or is missing; throws the signal's reason when aborted. */
export async function runEngine(
  file: string,
  words: readonly string[],
  { signal, onLine }: EngineOptions = {},
): Promise<EngineResult> {
  signal?.throwIfAborted();
  const running = execa(file, words, {
    stdin: "ignore",
    reject: false,
    killDescendants: true,
    all: true,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
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
