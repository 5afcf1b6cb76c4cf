/** The catalog entry of a stream of rows; `keyed` (default true) gives it the primary key `id`. */
export declare function rowStream(
  name: string,
  options?: { keyed?: boolean; modes?: string[] },
): { name: string; [field: string]: unknown };

/** Row `sequence` (from 0) of a stream: always the same for the same seed. With `distinctKeys` later rows are newer versions of earlier ids. */
export declare function row(stream: string, sequence: number, options?: { seed?: number; distinctKeys?: number }): Row;

/** The data of one row. */
export interface Row {
  id: number;
  sequence: number;
  name: string;
  amount: number | null;
  active: boolean;
  note: string | null;
  updated_at: string;
  detail: { stream: string; parts: number[] };
}
