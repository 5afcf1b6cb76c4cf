import { isUsualVariable } from "./usual-variable.ts";

/** Variables of an environment, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a connector: what any program needs (where programs and files are, language, proxies, certificates), and what was
 * named for it. The rest of the caller's environment, which may hold the secrets of other programs, stays here. Pure.
 */
export function connectorEnvironment(all: Variables, named: Variables = {}): Variables {
  return { ...Object.fromEntries(Object.entries(all).filter(([name]) => isUsualVariable(name))), ...named };
}
