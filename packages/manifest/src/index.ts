export { manifestRunner, type ManifestRunnerOptions } from "./manifest-runner.ts";
export { componentTypes } from "./load/component-kind.ts";
export type { Counterpart, CounterpartModule, CounterpartSettings, PlainObject } from "./custom/counterpart.ts";
