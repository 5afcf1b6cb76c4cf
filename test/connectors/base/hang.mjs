const parent = process.ppid;

/** Never settles. When the process that started this one dies, this one ends too, so that no test leaves a process behind. */
export function hang() {
  return new Promise(() => setInterval(() => process.ppid === parent || process.exit(0), 100));
}
