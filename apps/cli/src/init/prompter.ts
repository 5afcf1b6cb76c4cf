/** One thing to choose. */
export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** Who asks a person. Every question rejects with `Interrupted` when the person leaves. */
export interface Prompter {
  text(question: {
    readonly message: string;
    /** Of a config's value: its path, by which an option may give it. */
    readonly path?: string;
    readonly initial?: string;
    readonly placeholder?: string;
  }): Promise<string>;
  /** What is typed is not shown. */
  secret(question: { readonly message: string }): Promise<string>;
  confirm(question: { readonly message: string; readonly initial?: boolean }): Promise<boolean>;
  choose<Value extends string | number>(question: {
    readonly message: string;
    readonly path?: string;
    readonly options: readonly Choice<Value>[];
    readonly initial?: Value;
  }): Promise<Value>;
  chooseSeveral<Value extends string | number>(question: {
    readonly message: string;
    readonly options: readonly Choice<Value>[];
    readonly initial?: readonly Value[];
  }): Promise<Value[]>;
  /** Chooses one of many by typing. */
  search(question: { readonly message: string; readonly options: readonly Choice<string>[] }): Promise<string>;
  /** A line between questions. */
  say(text: string): void;
  warn(text: string): void;
  /** Shows that something takes its time. */
  wait<Result>(message: string, work: (say: (step: string) => void) => Promise<Result>): Promise<Result>;
}
