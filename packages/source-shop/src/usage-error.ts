/** The command line cannot be understood: exit status 2, the message on stderr. */
export class UsageError extends Error {}
