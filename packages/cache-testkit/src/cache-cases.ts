import type { CacheCase } from "./cache-case.ts";
import { abortCases } from "./cases/abort.ts";
import { appendCases } from "./cases/append.ts";
import { columnNameCases } from "./cases/column-name.ts";
import { columnCases } from "./cases/column.ts";
import { connectionCases } from "./cases/connection.ts";
import { crashCases } from "./cases/crash.ts";
import { datasetCases } from "./cases/dataset.ts";
import { deletionCases } from "./cases/deletion.ts";
import { factoryCases } from "./cases/factory.ts";
import { failureCases } from "./cases/failure.ts";
import { fullRefreshCases } from "./cases/full-refresh.ts";
import { keyChangeCases } from "./cases/key-change.ts";
import { lifecycleCases } from "./cases/lifecycle.ts";
import { lockedQueryCases } from "./cases/locked-query.ts";
import { lostLeaseCases } from "./cases/lost-lease.ts";
import { mergeKeyCases } from "./cases/merge-key.ts";
import { mergeKeyPathCases } from "./cases/merge-key-path.ts";
import { mergeCases } from "./cases/merge.ts";
import { metaCases } from "./cases/meta.ts";
import { inexactKeyCases } from "./cases/inexact-key.ts";
import { mixedKeyCases } from "./cases/mixed-key.ts";
import { previewCases } from "./cases/preview.ts";
import { processCases } from "./cases/process.ts";
import { quarantineCases } from "./cases/quarantine.ts";
import { queryCases } from "./cases/query.ts";
import { recordedCases } from "./cases/recorded.ts";
import { replaceCases } from "./cases/replace.ts";
import { runHistoryCases } from "./cases/run-history.ts";
import { stageCases } from "./cases/stage.ts";
import { stateCases } from "./cases/state.ts";
import { supportsCases } from "./cases/supports.ts";
import { tableNameCases } from "./cases/table-name.ts";
import { typeCases } from "./cases/type.ts";
import { uncertainKeyCases } from "./cases/uncertain-key.ts";
import { undeclaredFieldCases } from "./cases/undeclared-field.ts";
import { valueCases } from "./cases/value.ts";
import { unreadableCases } from "./cases/unreadable.ts";
import { visibilityCases } from "./cases/visibility.ts";
import { wideningCases } from "./cases/widening.ts";

/** Every case, in the order in which they are tried: what later groups rely on comes first. */
export const cacheCases: readonly CacheCase[] = [
  factoryCases,
  supportsCases,
  lifecycleCases,
  runHistoryCases,
  datasetCases,
  queryCases,
  lockedQueryCases,
  stageCases,
  stateCases,
  appendCases,
  replaceCases,
  fullRefreshCases,
  mergeCases,
  mergeKeyCases,
  mergeKeyPathCases,
  inexactKeyCases,
  mixedKeyCases,
  uncertainKeyCases,
  keyChangeCases,
  previewCases,
  deletionCases,
  columnCases,
  undeclaredFieldCases,
  wideningCases,
  columnNameCases,
  tableNameCases,
  metaCases,
  typeCases,
  valueCases,
  quarantineCases,
  unreadableCases,
  abortCases,
  connectionCases,
  lostLeaseCases,
  failureCases,
  visibilityCases,
  processCases,
  crashCases,
  recordedCases,
].flat();
