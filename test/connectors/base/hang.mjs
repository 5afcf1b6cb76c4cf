/** Never settles. Should the process that started this one die, this one ends too, so that no test leaves a process behind. */
export function hang() {
  const parent = process.ppid;
  return new Promise(() => setInterval(() => process.ppid === parent || process.exit(0), 100));
}
