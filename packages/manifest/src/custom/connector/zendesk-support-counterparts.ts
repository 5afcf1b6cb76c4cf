import { isDict } from "../../python/is-dict.ts";
import { isTrue } from "../../python/is-true.ts";
import type { PythonDict } from "../../python/value.ts";
import type { Counterpart } from "../counterpart.ts";
import { requireDict } from "../require-dict.ts";
import { requireEntry } from "../require-entry.ts";
import { requireList } from "../require-list.ts";

/** Comments of ticket events, and the conditions of routing attributes. */
export const zendeskSupportCounterparts: readonly Counterpart[] = [
  {
    connector: "source-zendesk-support",
    className: "source_declarative_manifest.components.ZendeskSupportExtractorEvents",
    extractor: () => (document) => {
      const { ticket_events: events = null } = requireDict(document, "the answer");
      return isTrue(events) ? requireList(events, "ticket_events").flatMap(findComments) : [];
    },
  },
  {
    connector: "source-zendesk-support",
    className: "source_declarative_manifest.components.ZendeskSupportAttributeDefinitionsExtractor",
    extractor: () => (document) => {
      const answer = requireDict(document, "the answer");
      if (Object.keys(answer).length === 0) return [];
      const definitions = requireDict(requireEntry(answer, "definitions"), "definitions");
      return ["all", "any"].flatMap((condition) => {
        const field = `conditions_${condition}`;
        return requireList(requireEntry(definitions, field), field).map((item) => ({ ...item, condition }));
      });
    },
  },
];

/** The comments among the parts of a ticket event, each with what is known of the whole event. A `via` that is no object is null. */
function findComments(event: PythonDict): PythonDict[] {
  const { via_reference_id = null, ticket_id = null, timestamp = null, child_events: parts = [] } = event;
  return requireList(parts, "child_events")
    .filter((part) => part["event_type"] === "Comment")
    .map((comment) => {
      const via = isDict(comment["via"]) ? comment["via"] : null;
      return { ...comment, via_reference_id, ticket_id, timestamp, via };
    });
}
