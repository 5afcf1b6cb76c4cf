/** The exit statuses of failures, the one that decides first: a signal, a bug, the cache, a rule, the source, the config, a check, others' work, a part. */
const precedence = [130, 143, 129, 1, 5, 7, 4, 2, 3, 8, 6];

/** The exit status of several syncs: the gravest of theirs; 0 when all went well. */
export function combineStatuses(statuses: readonly number[]): number {
  return precedence.find((status) => statuses.includes(status)) ?? statuses.find((status) => status !== 0) ?? 0;
}
