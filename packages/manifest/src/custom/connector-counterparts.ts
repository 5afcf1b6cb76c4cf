import type { Counterpart } from "./counterpart.ts";
import { chargebeeCounterparts } from "./connector/source-chargebee.ts";
import { outreachCounterparts } from "./connector/source-outreach.ts";
import { pipedriveCounterparts } from "./connector/source-pipedrive.ts";
import { recurlyCounterparts } from "./connector/source-recurly.ts";
import { xeroCounterparts } from "./connector/source-xero.ts";
import { zendeskSupportCounterparts } from "./connector/source-zendesk-support.ts";

/** Counterparts of classes that connectors of the catalogue bring along, by connector and class: written from what the classes do. */
export const connectorCounterparts: readonly Counterpart[] = [
  ...chargebeeCounterparts,
  ...outreachCounterparts,
  ...pipedriveCounterparts,
  ...recurlyCounterparts,
  ...xeroCounterparts,
  ...zendeskSupportCounterparts,
];
