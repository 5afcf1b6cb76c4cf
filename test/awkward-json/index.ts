export { awkwardColumns, awkwardRecord } from "./awkward-fields.ts";
export { awkwardJson, listedJson } from "./awkward-json.ts";
export { type Agreement, stageAgreed, testLoadAgreement, type WantedRow } from "./load-agreement.ts";
export {
  batchOf,
  type BatchOptions,
  createLoadBench,
  type LoadBench,
  type LoadBenchOptions,
  type LoadSession,
  requestFor,
} from "./load-bench.ts";
