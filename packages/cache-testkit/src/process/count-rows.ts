import type { DatasetKey } from "@airdock/core";
import type { ScriptContext } from "./script-context.ts";

/** Reads a dataset and says how many rows it has, at every word it hears. */
export async function countRows({ cache, input, print, heard }: ScriptContext): Promise<void> {
  const dataset = cache.dataset(input as DatasetKey);
  for (;;) {
    const rows = await Array.fromAsync(dataset.rows());
    print(String(rows.length));
    if ((await heard()) === "") return;
  }
}
