import type { Component } from "../load/component.ts";
import type { PythonDict } from "../python/value.ts";
import { cdkCounterparts } from "./cdk-counterparts.ts";
import type { Counterpart, CounterpartSettings } from "./counterpart.ts";

/** The counterparts of this process; a process runs one manifest. */
let known: readonly Counterpart[] = cdkCounterparts;

/** Lets these be the counterparts of this process. */
export function useCounterparts(counterparts: readonly Counterpart[]): void {
  known = counterparts;
}

/** The counterpart of a class: by its whole name, else by its last part. */
export function findCounterpart(className: unknown, among: readonly Counterpart[] = known): Counterpart | undefined {
  if (typeof className !== "string") return undefined;
  const last = className.slice(className.lastIndexOf(".") + 1);
  return among.find((item) => item.className === className) ?? among.find((item) => item.className === last);
}

/** What the counterpart of a custom component builds as one of a kind; undefined where there is none. */
export function buildCounterpart<Kind extends "transformation" | "filter" | "extractor" | "authenticator">(
  component: Component,
  kind: Kind,
  config: PythonDict,
): ReturnType<NonNullable<Counterpart[Kind]>> | undefined {
  const build = findCounterpart(component.value("class_name"))?.[kind] as
    | ((settings: CounterpartSettings) => ReturnType<NonNullable<Counterpart[Kind]>>)
    | undefined;
  return build?.({ fields: component.fields, config, parameters: component.parameters });
}
