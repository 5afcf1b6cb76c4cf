export { type CacheSupports, defaultCacheSupports } from "./cache/cache-supports.ts";
export type {
  BeginPlan,
  Cache,
  CacheRun,
  FinalizePart,
  FinalizeReport,
  RejectedRecord,
  OpenOptions,
  RunStart,
  StreamWriter,
} from "./cache/cache.ts";
export { guardCache } from "./cache/guarded-cache.ts";
export { currentHolder, isHolderGone, type LeaseHolder } from "./cache/lease-holder.ts";
export type { QueryOptions, QueryResult } from "./cache/query-result.ts";
export { rawId, rawIdPrefix } from "./cache/raw-id.ts";
export type { RecordBatch, RecordChange, RecordLine, RecordRow } from "./cache/record-batch.ts";
export type {
  RunReport,
  StoredColumn,
  StoredConnection,
  StoredRun,
  StoredState,
  StoredStream,
  StreamCounts,
  TableName,
} from "./cache/stored.ts";
export type { StreamPlan, StreamRefresh } from "./cache/stream-plan.ts";
export type { StreamPreview } from "./cache/stream-preview.ts";
export { previewSync } from "./sync/preview-sync.ts";
export type { PlannedTable, SyncPreview } from "./sync/describe-planned.ts";
export type { UncertainKey } from "./cache/uncertain-key.ts";
export type { WriteMode } from "./cache/write-mode.ts";
export type { CallOptions, Dataset, DatasetKey, JsonForm, Row, RowsOptions, RowValue } from "./dataset/dataset.ts";
export type { AirbyteCatalog, AirbyteStream, FieldPath, SyncMode } from "./protocol/catalog.ts";
export type { ConnectorSpec } from "./protocol/spec.ts";
export type { JsonObject, JsonValue, RawNumber } from "./protocol/json.ts";
export { isRawNumber, parseExact, printExact } from "./protocol/exact-json.ts";
export { type Message, type RecordMessage, type RejectReason, RecordMark } from "./protocol/message.ts";
export { readMessages, type ReadMessagesOptions } from "./protocol/read-messages.ts";
export { replaceTokens } from "./protocol/parse-loose.ts";
export { parseStateArgument, stateArgument, stateValueText } from "./protocol/state-argument.ts";
export type { StateMessage, StateType } from "./protocol/state.ts";
export { dropStreamStates } from "./protocol/drop-stream-states.ts";
export { splitNames } from "./protocol/split-names.ts";
export { streamId, type StreamKey, streamLabel } from "./protocol/stream.ts";
export { BufferedBatch, type BatchContent } from "./sync/buffered-batch.ts";
export { type BufferedRecord, RecordBuffer } from "./sync/record-buffer.ts";
export type { ConfigFinding } from "./config/config-finding.ts";
export { validateConfig } from "./config/validate-config.ts";
export type { CatalogueEntry } from "./connector/catalogue/catalogue-entry.ts";
export { explainRun, type RunExplanation } from "./connector/catalogue/explain-run.ts";
export { findEntry, searchEntries } from "./connector/catalogue/find-entry.ts";
export {
  type Catalogue,
  type CatalogueCall,
  type CatalogueOptions,
  loadCatalogue,
} from "./connector/catalogue/load-catalogue.ts";
export { planRun, type RunFacts, type RunPlan } from "./connector/catalogue/plan-run.ts";
export type { ConnectorPin } from "./connector/connector-pin.ts";
export { createSource } from "./connector/create-source.ts";
export { prepareConnector } from "./connector/prepare-connector.ts";
export type {
  ConnectorCommand,
  ConnectorRunner,
  ConnectorSession,
  ExitOutcome,
  PreparedConnector,
  PrepareOptions,
} from "./connector/connector-runner.ts";
export type {
  CheckReport,
  ConnectorRead,
  InstalledConnector,
  OpenReadOptions,
  ReadOptions,
  Source,
  SourceCall,
} from "./connector/source.ts";
export { type ContainerEngine, findContainerEngine } from "./connector/docker/container-engine.ts";
export type { ContainerLimits } from "./connector/docker/container-command.ts";
export { dockerRunner, type DockerRunnerOptions } from "./connector/docker-runner.ts";
export { npmRunner, type NpmRunnerOptions } from "./connector/npm-runner.ts";
export { type ConnectorLock, lockKey, readConnectorLock } from "./connector/lock/connector-lock.ts";
export {
  installSource,
  type InstallReport,
  type InstallSourceOptions,
  uninstallSource,
} from "./connector/lock/install-source.ts";
export { isOffline } from "./connector/is-offline.ts";
export { connectorIdentity, connectorName } from "./connector/connector-name.ts";
export { localRunner, type LocalRunnerOptions } from "./connector/local-runner.ts";
export { parseSourceReference } from "./connector/parse-source-reference.ts";
export { createProcessConnector, type ConnectorProgram } from "./connector/process-connector.ts";
export { pythonRunner, type PythonRunnerOptions } from "./connector/python-runner.ts";
export type { SourceOptions } from "./connector/source-options.ts";
export type { SourceReference } from "./connector/source-reference.ts";
export { AirdockError, type AirdockErrorOptions, type ErrorReport, isAirdockError } from "./error/airdock-error.ts";
export { CatalogueError } from "./error/catalogue-error.ts";
export { ConfigError } from "./error/config-error.ts";
export { ConnectorError, type ConnectorErrorCode } from "./error/connector-error.ts";
export { InstallError, type InstallErrorCode } from "./error/install-error.ts";
export { SourceError } from "./error/source-error.ts";
export { type ErrorCode, errorCodes, ExitStatus } from "./error/error-code.ts";
export { nearestName, suggestName } from "./error/nearest-name.ts";
export { parseCadence } from "./sync/parse-cadence.ts";
export { parseDuration } from "./sync/parse-duration.ts";
export { runLogPath } from "./sync/run-log.ts";
export { sync } from "./sync/sync.ts";
export { SyncError } from "./sync/sync-error.ts";
export type { EventStream, SyncEvent } from "./sync/sync-event.ts";
export type { FinalizeCadence, LeaseOptions, StreamOptions, SyncOptions } from "./sync/sync-options.ts";
export type { StreamResult, SyncOutcome, SyncReport, SyncResult } from "./sync/sync-result.ts";
export { type ConfigDefinition, defineConfig } from "./project/define-config.ts";
export { env, type EnvReference, isEnvReference } from "./project/env-reference.ts";
export { decodeText } from "./config/decode-text.ts";
export { findSecrets } from "./config/find-secrets.ts";
export { LineRedactor } from "./redact/line-redactor.ts";
export { Redactor } from "./redact/redactor.ts";
export { schemasAt } from "./config/schemas-at.ts";
export { parseEnvFile, printEnvLine } from "./project/env-file.ts";
export { pickVariables } from "./project/pick-variables.ts";
export { refuseUntrusted, type TrustOptions } from "./trust/refuse-untrusted.ts";
export { canBeFetched, installAdvice } from "./publication/install-advice.ts";
export { published } from "./publication/published.ts";
export { resolveEntry, type Variables } from "./project/resolve-entry.ts";
export { loadConfig, type LoadConfigOptions } from "./project/load-config.ts";
export type { LoadedConfig, LoadedConnection } from "./project/loaded-config.ts";
export type { ConfigEntry, ConfigObject, ConnectionConfig, ProjectConfig } from "./project/project-config.ts";
export { projectConfigSchema } from "./project/project-config-schema.ts";
