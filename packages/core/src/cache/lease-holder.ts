/**
 * Who holds a lease: enough to tell, on the same host, whether that process still lives. `processStart` distinguishes a
 * process from a later one with the same id; `bootId` and `pidNamespace` are absent where the system has none.
 */
export interface LeaseHolder {
  readonly host: string;
  readonly bootId?: string;
  readonly pidNamespace?: string;
  readonly pid: number;
  readonly processStart?: string;
}
