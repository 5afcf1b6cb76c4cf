import { toolEnvironment } from "../environment/tool-environment.ts";
import { type ProgramResult, runProgram } from "../run-program.ts";

/** How a tool is run. */
export interface ToolOptions {
  readonly signal?: AbortSignal | undefined;
  /** Added to the environment; undefined takes a variable out of it. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Runs a tool such as pip or uv to its end, in our environment without what would make Python look for its library elsewhere or skip its
 * bytecode (which doubles every start). Does not reject when it fails or is missing; throws the signal's reason
 * when aborted.
 */
export function runTool(file: string, words: readonly string[], options: ToolOptions = {}): Promise<ProgramResult> {
  const {
    PYTHONDONTWRITEBYTECODE: _bytecode,
    PYTHONHOME: _home,
    PYTHONPATH: _path,
    VIRTUAL_ENV: _environment,
    ...ours
  } = toolEnvironment(process.env);
  const environment = { ...ours, ...pythonVariables, ...options.environment };
  return runProgram(file, words, { signal: options.signal, environment });
}

/** What Python gets from us, so that it writes nothing but UTF-8. */
export const pythonVariables = { PYTHONUTF8: "1" } as const;
