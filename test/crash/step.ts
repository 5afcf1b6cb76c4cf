/** Where the cache is in a finalize, or that this run has committed one and the next is not open; none: before the first. */
export type Phase = "transaction" | "swap" | "commit" | "committed";

/**
 * A point at which a watched sync halts until it is told to go on. What the step names has begun; statements and connectors go on
 * meanwhile, in threads and processes of their own.
 */
export interface Step {
  readonly kind: "connector" | "event" | "stage" | "finalize" | "statement";
  /** The type of an event, the SQL of a statement, the command of a connector, else `begun` or `ended`. */
  readonly text: string;
  readonly phase?: Phase | undefined;
  /** Of a connector: its process, which leads a group of its own. */
  readonly pid?: number | undefined;
}
