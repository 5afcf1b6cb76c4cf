const text = (schema) => ({ type: ["null", "string"], ...schema });

/** For each Airbyte type: its schema, values that have its form, values that have not (or do not fit exactly); values are JSON texts. */
export const typeValues = {
  string: {
    schema: { type: ["null", "string"] },
    good: ['"plain"', '""', '"00123"', '"2024-01-15"', '"true"', '"Grüße 🚀"', '"a\\nb\\t\\"c\\""', "null"],
    bad: ["5", "1.50", "true", '{"a":1}', "[1]", '"nul \\u0000"', '"half \\ud800"'],
  },
  integer: {
    schema: { type: ["null", "integer"] },
    good: ["0", "-7", "9007199254740993", "9223372036854775807", "-9223372036854775808", '"42"', "3.0", "1e3"],
    bad: ["1.5", '"1.5"', "9223372036854775808", "true", '"x"', '""', "{}", "[1]"],
  },
  number: {
    schema: { type: ["null", "number"] },
    good: ["0", "1.5", "-0.25", "1e10", "1.7976931348623157e308", '"2.5"', "null"],
    bad: [
      "0.12345678901234567890123",
      "123456789012345678901234567890",
      "1e400",
      '"NaN"',
      '"Infinity"',
      '"x"',
      "true",
      "{}",
    ],
  },
  boolean: {
    schema: { type: ["null", "boolean"] },
    good: ["true", "false", '"true"', '"false"', "null"],
    bad: ["1", "0", '"t"', '"yes"', '""', "{}"],
  },
  date: {
    schema: text({ format: "date" }),
    good: ['"2024-02-29"', '"1969-12-31"', '"0001-01-01"', '"9999-12-31"', '"0044-03-15 BC"', "null"],
    bad: ['"2023-02-29"', '"2024-13-01"', '"2024-01-15T10:00:00Z"', '"01/15/2024"', '"soon"', "20240115", "{}"],
  },
  timestamp_with_timezone: {
    schema: text({ format: "date-time", airbyte_type: "timestamp_with_timezone" }),
    good: [
      '"2024-01-15T10:20:30Z"',
      '"2024-01-15T10:20:30.123456+02:00"',
      '"2024-01-15T10:20:30"',
      '"1969-12-31T23:59:59.999Z"',
    ],
    bad: ['"2024-01-15T10:20:30.123456789Z"', '"2024-01-15T25:00:00Z"', '"2024-01-15"', '"soon"', "1705314030", "{}"],
  },
  timestamp_without_timezone: {
    schema: text({ format: "date-time", airbyte_type: "timestamp_without_timezone" }),
    good: ['"2024-01-15T10:20:30"', '"2024-01-15T10:20:30.123456"', '"2024-01-15 10:20:30"', "null"],
    bad: [
      '"2024-01-15T10:20:30+02:00"',
      '"2024-01-15T10:20:30.123456789"',
      '"2024-02-30T00:00:00"',
      '"soon"',
      "0",
      "{}",
    ],
  },
  time_with_timezone: {
    schema: text({ format: "time", airbyte_type: "time_with_timezone" }),
    good: ['"01:23:45.678Z"', '"01:23:45+05:30"', '"23:59:59-08:00"', "null"],
    bad: ['"24:00:01Z"', '"01:23:45.123456789Z"', '"1am"', "5", "{}"],
  },
  time_without_timezone: {
    schema: text({ format: "time", airbyte_type: "time_without_timezone" }),
    good: ['"01:23:45.678"', '"00:00:00"', '"23:59:59.999999"', "null"],
    bad: ['"25:00:00"', '"01:23:45Z"', '"1am"', "5", "{}"],
  },
  object: {
    schema: { type: ["null", "object"], properties: { a: { type: "integer" } } },
    good: ['{"a":1}', "{}", '{"big":12345678901234567890.5,"deep":[{"x":null}]}', '{"1":"one","A":1,"a":2}', "null"],
    bad: ['"text"', "5", "[1]", "true", '{"twice":1,"twice":2}', '{"nul":"\\u0000"}', '{"half":"\\ud800"}'],
  },
  array: {
    schema: { type: ["null", "array"], items: { type: "integer" } },
    good: ["[1,2,3]", "[]", '["mixed",1,null,{"a":[]}]', "null"],
    bad: ['"text"', "5", '{"a":1}', "[1e400]"],
  },
  union: {
    schema: { oneOf: [{ type: "integer" }, { type: "string" }, { type: "object" }] },
    good: ["7", '"7"', '{"a":7}', "null"],
    bad: ["true", "[7]", "1.5"],
  },
  untyped: { schema: {}, good: ["7", '"text"', "[1]", '{"a":1}', "true", "null"], bad: [] },
};
