import type { ConnectorPin } from "../connector-pin.ts";
import type { PreparedConnector, PrepareOptions } from "../connector-runner.ts";

/** A connector with other facts about it; what it does stays its own. */
export function renameConnector(
  prepared: PreparedConnector,
  facts: Partial<Omit<PreparedConnector, "run">>,
): PreparedConnector {
  const { name, version, folder } = prepared;
  return {
    name,
    version,
    folder,
    ...(prepared.pin === undefined ? {} : { pin: (options) => pinAs(prepared, options) }),
    ...facts,
    run: (command, options) => prepared.run(command, options),
  };
}

async function pinAs(prepared: PreparedConnector, options: PrepareOptions | undefined): Promise<ConnectorPin> {
  const pin = await prepared.pin?.(options);
  if (pin === undefined) throw new TypeError(`${prepared.name} cannot be pinned.`);
  return pin;
}
