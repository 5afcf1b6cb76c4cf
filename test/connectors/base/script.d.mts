/** What `scripted` does: for each command one run, or a list of runs (the nth start of that command plays the nth, the last one again and again; needs `log`). */
export interface Script {
  /** File that gets one JSON line per start: a `ScriptLogEntry`. */
  log?: string;
  spec?: ScriptRun | ScriptRun[];
  check?: ScriptRun | ScriptRun[];
  discover?: ScriptRun | ScriptRun[];
  read?: ScriptRun | ScriptRun[];
}

/** One run: its steps in order, then how it ends (default: exit status 0). */
export interface ScriptRun {
  steps?: ScriptStep[];
  exit?: number;
  /** The signal the connector sends itself, for instance "SIGKILL". */
  kill?: string;
  /** Stay alive without a word, until killed (or until the parent process is gone). */
  hang?: boolean;
  /** Say `SIGTERM ignored` on stderr, and go on. */
  ignoreSigterm?: boolean;
}

/** A message, a raw line (a line end is added), or something to do. In `line` each `{n}` is replaced by 0, 1, 2 … */
export type ScriptStep =
  | string
  | { type: string; [field: string]: unknown }
  | { bytes: string }
  | { stderr: string }
  | { repeat: number; line: string }
  | { touch: string }
  | { waitForFile: string };

/** What one start was handed: argv, the argument files with their contents and permission bits (octal). */
export interface ScriptLogEntry {
  argv: string[];
  pid: number;
  cwd: string;
  env: Record<string, string>;
  files: { config?: string; catalog?: string; state?: string };
  modes: { config?: string; catalog?: string; state?: string };
  config?: unknown;
  catalog?: unknown;
  state?: unknown;
}

/** Plays what a script says for the command in argv. */
export declare function playScript(script: Script, argv?: string[]): Promise<void>;
