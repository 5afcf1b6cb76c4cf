import type { ConnectorName } from "@airdock-test/connectors";
import type { StreamOptions, WriteMode } from "@airdock/core";

/** One way to read and write the three streams. */
export interface Scenario {
  readonly name: "merge" | "append" | "replace" | "each its own" | "global";
  readonly connector: ConnectorName;
  readonly modes: Readonly<Record<string, WriteMode>>;
  /** Later rows are newer versions of so many ids; 0: every row has an id of its own. */
  readonly distinctKeys: number;
}

/** Each stream in a mode of its own: the three are in the same transactions. */
export const eachItsOwn: Scenario = {
  name: "each its own",
  connector: "states-between-records",
  modes: { first: "merge", second: "append", third: "replace" },
  distinctKeys: 900,
};

/** What the kills are spread over. */
export const scenarios: readonly Scenario[] = [
  everyStream("merge", 700),
  everyStream("append", 0),
  everyStream("replace", 0),
  eachItsOwn,
  {
    name: "global",
    connector: "global-state",
    modes: { first: "merge", second: "append", third: "append" },
    distinctKeys: 900,
  },
];

function everyStream(mode: WriteMode, distinctKeys: number): Scenario {
  return {
    name: mode,
    connector: "states-between-records",
    modes: { first: mode, second: mode, third: mode },
    distinctKeys,
  };
}

/** Records of each stream, and how many of them make a state. */
export const records = 2000;
export const recordsPerState = 500;

/** The config of the connector. It rests after a state, so that there is more to finalize than once. */
export function connectorConfig({ modes, distinctKeys }: Scenario): Record<string, string[] | number | boolean> {
  return {
    streams: Object.keys(modes),
    records,
    records_per_state: recordsPerState,
    distinct_keys: distinctKeys,
    keyed: Object.values(modes).includes("merge"),
    delay_ms: 20,
  };
}

/** The streams as `sync` takes them. */
export function streamOptions({ modes }: Scenario): Record<string, StreamOptions> {
  return Object.fromEntries(Object.entries(modes).map(([stream, mode]) => [stream, { mode }]));
}
