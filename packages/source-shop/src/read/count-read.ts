import { ConfigError } from "../config-error.ts";
import type { ShopStream } from "../record/shop-stream.ts";
import { countBefore } from "../record/update-time.ts";

/** The index of the first record which a state leaves to read: by its `count`, or where that is missing after its `updated_at`. */
export function countRead(state: unknown, stream: ShopStream): number {
  const { count, updated_at: cursor } = (state ?? { count: 0 }) as { count?: unknown; updated_at?: unknown };
  if (Number.isSafeInteger(count) && Number(count) >= 0) return Number(count);
  const time = typeof cursor === "string" ? Date.parse(cursor) : NaN;
  if (count === undefined && !Number.isNaN(time)) return countBefore(time + 1, stream.early);
  throw new ConfigError(`The state of ${stream.name} is not one of this source: ${JSON.stringify(state)}.`);
}
