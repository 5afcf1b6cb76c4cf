import type { StreamRefresh, WriteMode } from "@airdock/core";

/** Which generation new rows belong to, and the oldest one that stays at success; 0: all stay. */
export interface Generation {
  readonly generation: number;
  readonly minimumGeneration: number;
}

/**
 * The generation of a stream in a run that begins. A refresh starts the next one; older rows go at success, unless they
 * are kept. `replace` starts the next one in every run. A refresh that is unfinished goes on.
 */
export function planGeneration(
  before: Generation | undefined,
  mode: WriteMode | undefined,
  refresh: StreamRefresh | undefined,
): Generation {
  const { generation, minimumGeneration } = before ?? { generation: 0, minimumGeneration: 0 };
  if (mode === "replace" || refresh?.keep === false) {
    return { generation: generation + 1, minimumGeneration: generation + 1 };
  }
  return { generation: refresh === undefined ? generation : generation + 1, minimumGeneration };
}
