import type { Counterpart } from "./counterpart.ts";
import { chargebeeCounterparts } from "./connector/chargebee-counterparts.ts";
import { outreachCounterparts } from "./connector/outreach-counterparts.ts";
import { pipedriveCounterparts } from "./connector/pipedrive-counterparts.ts";
import { recurlyCounterparts } from "./connector/recurly-counterparts.ts";
import { xeroCounterparts } from "./connector/xero-counterparts.ts";
import { zendeskSupportCounterparts } from "./connector/zendesk-support-counterparts.ts";
import { zendeskTalkCounterparts } from "./connector/zendesk-talk-counterparts.ts";

/** Counterparts of classes that connectors of the catalogue bring along, by connector and class: written from what the classes do. */
export const connectorCounterparts: readonly Counterpart[] = [
  ...chargebeeCounterparts,
  ...outreachCounterparts,
  ...pipedriveCounterparts,
  ...recurlyCounterparts,
  ...xeroCounterparts,
  ...zendeskSupportCounterparts,
  ...zendeskTalkCounterparts,
];
