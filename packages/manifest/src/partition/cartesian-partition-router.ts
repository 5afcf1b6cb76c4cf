import type { PythonDict } from "../python/value.ts";
import type { RequestTarget } from "../request/request-option.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import type { PartitionRouter } from "./partition-router.ts";

/** Every combination of the partitions of several routers, the first router's outermost. Where two set the same key the first wins. */
export class CartesianPartitionRouter implements PartitionRouter {
  private readonly routers: readonly PartitionRouter[];

  constructor(routers: readonly PartitionRouter[]) {
    this.routers = routers;
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    const lists: StreamSlice[][] = [];
    for (const router of this.routers) lists.push(await Array.fromAsync(router.slices()));
    yield* combine(lists);
  }

  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict {
    return firstWins(this.routers.map((router) => router.requestOptions(target, slice)));
  }

  /** Not supported for combinations. */
  parentState(): undefined {
    return undefined;
  }
}

function* combine(lists: readonly StreamSlice[][], chosen: readonly StreamSlice[] = []): Generator<StreamSlice> {
  const [list, ...rest] = lists;
  if (list !== undefined) for (const slice of list) yield* combine(rest, [...chosen, slice]);
  else
    yield new StreamSlice({
      partition: firstWins(chosen.map((slice) => slice.partition)),
      extraFields: firstWins(chosen.map((slice) => slice.extraFields)),
    });
}

/** Python's `dict(ChainMap(…))`: the last one's keys come first, the first one's values count. */
function firstWins(dicts: readonly PythonDict[]): PythonDict {
  return Object.assign({}, ...dicts.toReversed()) as PythonDict;
}
