import { type ProgramResult, runProgram } from "../run-program.ts";

/** How a tool is run. */
export interface ToolOptions {
  readonly signal?: AbortSignal | undefined;
  /** Added to the environment; undefined takes a variable out of it. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Runs a tool such as pip or uv to its end. Does not reject when it fails or is missing; throws the signal's reason when aborted. */
export function runTool(file: string, words: readonly string[], options: ToolOptions = {}): Promise<ProgramResult> {
  const environment = { ...pythonEnvironment(), ...options.environment };
  return runProgram(file, words, { signal: options.signal, environment });
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
