import type { ConnectorName } from "@airdock-test/connectors";
import type { StreamOptions, WriteMode } from "@airdock/core";

/** One way to read and write the three streams. */
export interface Scenario {
  readonly name: "merge" | "append" | "replace" | "each its own" | "global" | "every 50 rows";
  readonly connector: ConnectorName;
  readonly modes: Readonly<Record<string, WriteMode>>;
  /** Later rows are newer versions of so many ids; 0: every row has an id of its own. */
  readonly distinctKeys: number;
  /** Records of each stream. */
  readonly records: number;
  /** How many records make a state; at each one a commit is due. */
  readonly recordsPerState: number;
}

const seldom = { records: 2000, recordsPerState: 500 };

/** Each stream in a mode of its own: the three are in the same transactions. */
export const eachItsOwn: Scenario = {
  name: "each its own",
  connector: "states-between-records",
  modes: { first: "merge", second: "append", third: "replace" },
  distinctKeys: 900,
  ...seldom,
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
    ...seldom,
  },
  { ...eachItsOwn, name: "every 50 rows", distinctKeys: 130, records: 300, recordsPerState: 50 },
];

function everyStream(mode: WriteMode, distinctKeys: number): Scenario {
  return {
    name: mode,
    connector: "states-between-records",
    modes: { first: mode, second: mode, third: mode },
    distinctKeys,
    ...seldom,
  };
}

/** The config of the connector. It rests after a state, so that there is more to finalize than once. */
export function connectorConfig({
  modes,
  distinctKeys,
  records,
  recordsPerState,
}: Scenario): Record<string, string[] | number | boolean> {
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
