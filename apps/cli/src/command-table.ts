import type { CommandEntry } from "./command-entry.ts";
import { lookCommands } from "./look-commands.ts";
import { sourceCommands } from "./source-commands.ts";
import { syncCommands } from "./sync-commands.ts";

/** Every command of `airdock`, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [...syncCommands, ...lookCommands, ...sourceCommands];
