import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import type { PythonDict } from "../python/value.ts";
import { cdkCounterparts } from "./cdk-counterparts.ts";
import type { Counterpart, CounterpartModule, CounterpartSettings } from "./counterpart.ts";

/** The counterparts of this process, the user's first; a process runs one manifest. */
let known: readonly Counterpart[] = cdkCounterparts;

/** Loads the module AIRDOCK_COUNTERPARTS names, if any. Its counterparts go before the engine's own; those of other connectors are left out. */
export async function loadCounterparts(): Promise<void> {
  const { AIRDOCK_COUNTERPARTS: file, AIRDOCK_CONNECTOR: connector } = process.env;
  if (file === undefined || file === "") return;
  const loaded = (await import(pathToFileURL(resolve(file)).href)) as Partial<CounterpartModule>;
  if (!Array.isArray(loaded.counterparts)) throw new ManifestError(`${file} exports no list of counterparts.`);
  const own = loaded.counterparts.filter((item) => item.connector === undefined || item.connector === connector);
  known = [...own, ...cdkCounterparts];
}

/** The counterpart of a class: by its whole name, else by its last part. */
export function findCounterpart(className: unknown): Counterpart | undefined {
  if (typeof className !== "string") return undefined;
  const last = className.slice(className.lastIndexOf(".") + 1);
  return known.find((item) => item.className === className) ?? known.find((item) => item.className === last);
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
