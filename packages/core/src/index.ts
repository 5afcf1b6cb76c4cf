export type { ConfigFinding } from "./config/config-finding.ts";
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
export type { SourceReference } from "./connector/source-reference.ts";
export { AirdockError, type AirdockErrorOptions, type ErrorReport, isAirdockError } from "./error/airdock-error.ts";
export { type ErrorCode, errorCodes, ExitStatus } from "./error/error-code.ts";
