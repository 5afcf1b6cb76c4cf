import type { Message } from "./message.ts";

/** What `spec` answers: the JSON Schema of the config, with the defaults that `parseShopConfig` applies. */
export const spec: Message = {
  type: "SPEC",
  spec: {
    protocol_version: "0.18.0",
    connectionSpecification: {
      $schema: "http://json-schema.org/draft-07/schema#",
      title: "Sample shop",
      type: "object",
      properties: {
        users: count("Users", 1000, 0, "How many users the shop has."),
        products: count("Products", 100, 0, "How many products the shop sells."),
        purchases: {
          title: "Purchases",
          type: "integer",
          minimum: 0,
          order: 2,
          description: "How many purchases were made. Default: three per user.",
        },
        seed: count("Seed", 1, 3, "Another seed makes another shop; the same seed always makes the same one."),
        start_date: {
          title: "Start date",
          type: "string",
          format: "date-time",
          pattern: "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2}))?$",
          examples: ["2023-06-01T00:00:00Z"],
          order: 4,
          description: "Only what was updated at this time or later is read. Default: everything.",
        },
        records_per_state: {
          ...count("Records per state", 1000, 5, "After how many records of a stream a state is sent."),
          minimum: 1,
        },
        delay_ms: count("Delay", 0, 6, "Milliseconds to wait after each page of 500 records, to watch a sync at work."),
      },
    },
  },
};

function count(title: string, defaultValue: number, order: number, description: string): object {
  return { title, type: "integer", minimum: 0, default: defaultValue, order, description };
}
