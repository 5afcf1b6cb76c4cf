/** What can go wrong with the first answer to a request. */
export type Fault = "rate-limit" | "failure" | "closed" | "broken" | "slow";

const faults: readonly Fault[] = ["rate-limit", "failure", "closed", "broken", "slow"];

/** The fault of a request, always the same: every second request has one. */
export function faultOf(request: string): Fault | undefined {
  let hash = 7;
  for (const letter of request) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % 2 === 0 ? faults[(hash / 2) % faults.length] : undefined;
}
