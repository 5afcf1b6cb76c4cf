import { execa } from "execa";

/** How a tool such as pip or uv ended. */
export interface ToolResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a tool is run. */
export interface ToolOptions {
  readonly signal?: AbortSignal | undefined;
  /** Added to the environment; undefined takes a variable out of it. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Runs a tool to its end. Does not reject when it fails or is missing; throws the signal's reason when aborted. */
export async function runTool(file: string, words: readonly string[], options: ToolOptions = {}): Promise<ToolResult> {
  options.signal?.throwIfAborted();
  const result = await execa(file, words, {
    env: { ...pythonEnvironment(), ...options.environment },
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    killDescendants: true,
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  options.signal?.throwIfAborted();
  const started = result.exitCode !== undefined || result.signal !== undefined;
  return {
    ok: !result.failed,
    stdout: result.stdout,
    stderr: started ? result.stderr : (result.originalMessage ?? ""),
  };
}

/**
 * The environment for Python: ours, without what would make it look for its library elsewhere, skip its bytecode (which
 * doubles every start), or write anything but UTF-8.
 */
export function pythonEnvironment(): Record<string, string | undefined> {
  const {
    PYTHONDONTWRITEBYTECODE: _bytecode,
    PYTHONHOME: _home,
    PYTHONPATH: _path,
    VIRTUAL_ENV: _environment,
    ...rest
  } = process.env;
  return { ...rest, PYTHONUTF8: "1" };
}
