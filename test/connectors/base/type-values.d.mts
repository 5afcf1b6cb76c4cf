/** For each Airbyte type: its schema, values that have its form, values that have not (or do not fit exactly); values are JSON texts. */
export declare const typeValues: Record<string, { schema: object; good: string[]; bad: string[] }>;
