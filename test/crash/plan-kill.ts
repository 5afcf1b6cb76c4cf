import type { Kill } from "./run-sync.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Phase, Step } from "./step.ts";

/** Where a kill is aimed at: any step, or one in the open transaction of a finalize, in the swap of a table, at a commit, between two commits. */
export type Aim = "any" | Phase;

/** Asked at every step of a sync. */
export type ChooseKill = (step: Step) => Kill | undefined;

/**
 * No aim, no kill. Else a kill at a step by chance, of those an uninterrupted sync takes. A sync with less left to do may end before it gets there. What is
 * aimed at a transaction hits it: the sync halts there. Half of the others hit a sync that goes on.
 */
export function planKill(aim: Aim | undefined, uninterrupted: readonly Step[], random: SeededRandom): ChooseKill {
  if (aim === undefined) return () => undefined;
  const isTarget = ({ phase }: Step): boolean => aim === "any" || phase === aim;
  const late = (aim === "any" || aim === "committed") && random.below(2) === 1;
  // The second half of what is aimed at is there only while nothing is done yet.
  const targets = uninterrupted.filter(isTarget).length;
  let remaining = random.below(aim === "any" ? targets : Math.ceil(targets / 2));
  return (step) => {
    if (!isTarget(step)) return undefined;
    return remaining-- === 0 ? { whom: "all", late } : undefined;
  };
}
