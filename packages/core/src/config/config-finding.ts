/** One way in which a config does not fit the connector's spec, in words for people. */
export interface ConfigFinding {
  /** Where: `credentials.token`, `streams[2].name`; empty for the config itself. */
  readonly path: string;
  /** What is wrong: `is a string, expected an integer`. Never holds the value of a secret. */
  readonly message: string;
}
