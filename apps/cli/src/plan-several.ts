import { previewSync, type SyncPreview } from "@airdock/core";
import { chooseCache } from "./choose-cache.ts";
import type { CommandInput } from "./command.ts";
import { openTarget } from "./open-source.ts";
import { readSyncSettings } from "./read-sync-settings.ts";
import { renderPlan } from "./render-plan.ts";
import type { SourceTarget } from "./source-target.ts";
import type { SyncFlags } from "./sync-flags.ts";

/** `airdock sync --plan`: says what a sync of these targets would do, one after the other, and touches nothing. */
export async function planSeveral(
  targets: readonly SourceTarget[],
  input: CommandInput<SyncFlags>,
  { isAlone }: { readonly isAlone: boolean },
): Promise<number> {
  const { options, terminal } = input;
  const plans: SyncPreview[] = [];
  for (const target of targets) {
    const plan = await planTarget(target, input);
    plans.push(plan);
    if (options.json !== true)
      await terminal.out(`${renderPlan(plan, { ...terminal, columns: terminal.outColumns })}\n`);
  }
  if (options.json === true) await terminal.json(`${JSON.stringify(isAlone ? plans[0] : { connections: plans })}\n`);
  return 0;
}

async function planTarget(
  target: SourceTarget,
  { options, terminal, signal }: CommandInput<SyncFlags>,
): Promise<SyncPreview> {
  const settings = readSyncSettings(options, target);
  const choice = chooseCache(options.to, target.project, terminal);
  const source = await openTarget(target, options, terminal, signal);
  const cache = await choice.load();
  await using _own = choice.isShared ? undefined : cache;
  return await previewSync({ ...settings, source, cache, signal });
}
