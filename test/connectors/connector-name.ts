/** The names of all test connectors, in the order of the table in README.md. */
export const connectorNames = ["scripted", "states-between-records"] as const;

/** A test connector's name. */
export type ConnectorName = (typeof connectorNames)[number];
