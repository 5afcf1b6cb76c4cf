import { TracedError } from "../stream/traced-error.ts";

/** The config does not keep to the spec. */
export class ConfigFailure extends TracedError {
  constructor(message: string) {
    super(message, { failureType: "config_error", internalMessage: message });
  }
}
