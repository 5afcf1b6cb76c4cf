export { connectorNames, type ConnectorName } from "./connector-name.ts";
export { connectorPath } from "./connector-path.ts";
export { writeScriptedConnector } from "./write-scripted-connector.ts";
export { readScriptLog } from "./read-script-log.ts";
export type { Script, ScriptLogEntry, ScriptRun, ScriptStep } from "./base/script.mjs";
export { row, rowStream, type Row } from "./base/row.mjs";
export { typeValues } from "./base/type-values.mjs";
export {
  EMITTED_AT,
  catalog,
  connectionStatus,
  controlConfig,
  estimate,
  globalState,
  legacyState,
  log,
  record,
  spec,
  streamState,
  streamStatus,
  traceError,
  type Message,
} from "./base/message.mjs";
