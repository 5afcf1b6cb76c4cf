import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ManifestError } from "../load/manifest-error.ts";
import { cdkCounterparts } from "./cdk-counterparts.ts";
import { connectorCounterparts } from "./connector-counterparts.ts";
import type { Counterpart, CounterpartModule } from "./counterpart.ts";

/** All counterparts for one connector: those of a module, if any, before the engine's own. Those of other connectors are left out. */
export async function loadCounterparts(file: string | undefined, connector: string): Promise<readonly Counterpart[]> {
  const own = file === undefined || file === "" ? [] : await importCounterparts(file);
  return [...own, ...connectorCounterparts, ...cdkCounterparts].filter(
    (item) => item.connector === undefined || item.connector === connector,
  );
}

async function importCounterparts(file: string): Promise<readonly Counterpart[]> {
  const loaded = (await import(pathToFileURL(resolve(file)).href)) as Partial<CounterpartModule>;
  if (!Array.isArray(loaded.counterparts)) throw new ManifestError(`${file} exports no list of counterparts.`);
  return loaded.counterparts;
}
