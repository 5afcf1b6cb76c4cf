import { countRows } from "./count-rows.ts";
import { holdRun } from "./hold-run.ts";
import { playSource } from "./play-source.ts";
import type { ScriptContext } from "./script-context.ts";

/** What other processes can be asked to do. */
export const processScripts: Readonly<Record<ProcessScript, (context: ScriptContext) => Promise<void>>> = {
  "count-rows": countRows,
  "hold-run": holdRun,
  "play-source": playSource,
};

/** The name of a script. */
export type ProcessScript = "count-rows" | "hold-run" | "play-source";
