/** For each Airbyte type: its schema, values that fit, values that do not (or not exactly); values are JSON texts. */
export declare const typeValues: Record<string, { schema: object; good: string[]; bad: string[] }>;
