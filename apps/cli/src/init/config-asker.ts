import type { ConfigEntry, ConfigObject } from "@airdock/core";
import type { Prompter } from "./prompter.ts";

/** Who is asked, and where secrets go. */
export interface ConfigAsker {
  readonly prompter: Prompter;
  /** Keeps a secret out of the config: gives what stands for it. An empty one is to be filled in later. */
  readonly keepSecret: (path: readonly string[], value: string) => ConfigEntry;
  /** What was answered the time before, to be taken again or changed. */
  readonly before?: ConfigObject;
}
