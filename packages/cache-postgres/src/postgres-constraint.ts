/** What PostgreSQL says of an error, beside its message. Source: postgresql.org, "Error and Notice Message Fields". */
interface PostgresError extends Error {
  readonly code?: string;
  readonly detail?: string;
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/** What refuses a statement, by an error of the kind `constrained`. */
export function postgresConstraint(error: unknown): string | undefined {
  const { code = "", message, detail, where, schema, table, column, constraint } = error as PostgresError;
  const place = table === undefined ? "" : ` of table ${schema === undefined ? "" : `${schema}.`}${table}`;
  if (constraint !== undefined) return `${nouns[code] ?? "constraint"} ${constraint}${place}`;
  if (code === "23502") return `NOT NULL of column ${column ?? ""}${place}`;
  if (code === "23514") return `the partitions${place}, none of which takes a row`;
  const trigger = triggerShape.exec(where ?? "")?.[1];
  if (trigger !== undefined) return `function ${trigger} of a trigger: ${message}`;
  // The names of what depends on something stand in the detail, one a line.
  return code === "2BP01" ? (detail ?? message).split("\n", 1)[0] : message;
}

/** True when a function of a trigger has failed; the cache's own ones are temporary. */
export function isInTrigger(error: unknown): boolean {
  return triggerShape.test((error as PostgresError).where ?? "");
}

const triggerShape = /^(?:PL\/pgSQL|SQL) function (?!pg_temp)([^ ]+)/m;

const nouns: Readonly<Record<string, string>> = {
  "23503": "foreign key",
  "23505": "unique index",
  "23514": "check",
  "23P01": "exclusion constraint",
};
