export { manifestRunner, type ManifestRunnerOptions } from "./manifest-runner.ts";
