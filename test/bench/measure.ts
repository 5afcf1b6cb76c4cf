import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

/** What one run of a program took. */
export interface Measure {
  readonly seconds: number;
  /** Peak resident memory of the process itself, in MB; 0 where the system does not tell. */
  readonly peakMegabytes: number;
  /** User and system time of the process itself, to some hundredths of a second; 0 where the system does not tell. */
  readonly cpuSeconds: number;
}

/** Runs a program to its end and measures it from outside. Throws with the end of its output when it fails. */
export async function measure(program: string, ...args: readonly string[]): Promise<Measure> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (text: Buffer) => (errors = (errors + text.toString()).slice(-2000)));
  let [peak, cpu] = [0, 0];
  const timer = setInterval(() => {
    void readPeak(child.pid).then((value) => (peak = Math.max(peak, value)));
    void readCpuSeconds(child.pid).then((value) => (cpu = Math.max(cpu, value)));
  }, 20);
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}: ${errors}`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: peak, cpuSeconds: cpu };
}

async function readPeak(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** Clock ticks are hundredths of a second on Linux, whatever the kernel's own. */
async function readCpuSeconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
