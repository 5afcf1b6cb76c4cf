const NOTES = ["plain", "", "Grüße, 世界 🚀", 'quote " and \\ backslash', "line\nbreak", null, "00123", "2024-01-15"];

/** A stream of the rows below; `keyed` gives it the primary key `id`. */
export function rowStream(name, { keyed = true, modes = ["full_refresh", "incremental"] } = {}) {
  return {
    name,
    json_schema: {
      type: "object",
      properties: {
        id: { type: "integer" },
        sequence: { type: "integer" },
        name: { type: "string" },
        amount: { type: ["null", "number"] },
        active: { type: "boolean" },
        note: { type: ["null", "string"] },
        updated_at: { type: "string", format: "date-time", airbyte_type: "timestamp_with_timezone" },
        detail: { type: "object" },
      },
    },
    supported_sync_modes: modes,
    source_defined_cursor: true,
    default_cursor_field: ["updated_at"],
    is_resumable: true,
    ...(keyed && { source_defined_primary_key: [["id"]] }),
  };
}

/** Row `sequence` of a stream: always the same for the same seed. With `distinctKeys` later rows are newer versions of earlier ids. */
export function row(stream, sequence, { seed = 1, distinctKeys = 0 } = {}) {
  const chance = hash(`${seed}/${stream}/${sequence}`);
  return {
    id: distinctKeys > 0 ? sequence % distinctKeys : sequence,
    sequence,
    name: `${stream} ${chance.toString(36)}`,
    amount: chance % 7 === 0 ? null : (chance % 1_000_000) / 100,
    active: chance % 2 === 0,
    note: NOTES[chance % NOTES.length],
    updated_at: new Date(Date.UTC(2024, 0, 1) + sequence * 1000).toISOString(),
    detail: { stream, parts: [sequence, chance % 10] },
  };
}

function hash(text) {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return value >>> 0;
}
