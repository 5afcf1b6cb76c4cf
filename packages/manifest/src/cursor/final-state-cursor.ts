import type { PartitionRouter } from "../partition/partition-router.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonDict } from "../python/value.ts";
import type { RequestTarget } from "../request/request-option.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import type { Cursor } from "./cursor.ts";

const sentinel = "__ab_no_cursor_state_message";

/** The cursor of a stream that has none: it reads every partition each time, and says at the end that it did. */
export class FinalStateCursor implements Cursor {
  private readonly router: PartitionRouter | undefined;
  private readonly emitState: (state: PythonDict) => void;

  constructor(router: PartitionRouter | undefined, emitState: (state: PythonDict) => void) {
    this.router = router;
    this.emitState = emitState;
  }

  get state(): PythonDict {
    return { [sentinel]: true };
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    if (this.router === undefined) yield new StreamSlice();
    else yield* this.router.slices();
  }

  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict {
    return this.router?.requestOptions(target, slice) ?? {};
  }

  observe(): void {}

  shouldBeSynced(): boolean {
    return true;
  }

  closeSlice(): void {}

  ensureStateEmitted(): void {
    this.emitState(this.state);
  }

  /** Now, if the state says that everything was read. */
  timeOf(state: PythonDict): number | undefined {
    return isTrue(state[sentinel] ?? null) ? Date.now() : undefined;
  }
}
