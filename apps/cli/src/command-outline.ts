/** One option as help shows it: flags, what it does, and for options that may be repeated how values gather. */
export interface OptionEntry {
  readonly flags: string;
  readonly text: string;
  readonly fallback?: string;
  readonly repeats?: boolean;
}

/** One argument as help shows it. */
export interface ArgumentEntry {
  readonly name: string;
  readonly text: string;
  readonly optional?: boolean;
  /** Only the last one may. */
  readonly repeats?: boolean;
  /** What it can be, where that is fixed; for completion. */
  readonly choices?: readonly string[];
}

/** One command as help and completion show it. */
export interface CommandOutline {
  readonly name: string;
  /** The arguments, in order. */
  readonly args: readonly ArgumentEntry[];
  readonly text: string;
  readonly options: readonly OptionEntry[];
  /** Lines below the options. */
  readonly notes?: readonly string[];
  readonly examples: readonly string[];
}
