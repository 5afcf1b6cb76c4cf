import type { CacheSupports } from "@airdock/core";
import type { CaseContext } from "./case-context.ts";

/** One rule of the cache contract, as something to try. */
export interface CacheCase {
  /** What the rule is about; a file of `cases/`. */
  readonly group: string;
  /** The rule, as a sentence; unique in its group. */
  readonly name: string;
  /** What the cache must be able to do for the case to make sense. */
  readonly needs?: CaseNeed;
  run(context: CaseContext): Promise<void>;
}

/** Asked with the cache's `supports`; false: the case is not for this cache. */
export type CaseNeed = (supports: CacheSupports) => boolean;

/** What tries a rule: a function, or one that `needing` made of it. */
export type CaseBody = CacheCase["run"] | Pick<CacheCase, "needs" | "run">;

/** The cases of a group, by the rule they try. */
export function defineCases(group: string, bodies: Readonly<Record<string, CaseBody>>): readonly CacheCase[] {
  return Object.entries(bodies).map(([name, body]) => ({
    group,
    name,
    ...(typeof body === "function" ? { run: body } : body),
  }));
}

/** A case for caches that can do something. */
export function needing(needs: CaseNeed, run: CacheCase["run"]): CaseBody {
  return { needs, run };
}

/** `group: name`, as runners show a case and `skip` names it. */
export function caseTitle({ group, name }: Pick<CacheCase, "group" | "name">): string {
  return `${group}: ${name}`;
}
