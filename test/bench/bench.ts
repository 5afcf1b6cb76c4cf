import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { connectorPath } from "@airdock-test/connectors";
import { type BenchedCache, benchedCaches, type CacheBench } from "./benched-cache.ts";
import { benchManifest } from "./manifest/bench-manifest.ts";
import { measure, type Measure, median } from "./measure.ts";
import { type BenchInput, prepareInput } from "./prepare-input.ts";
import { keptShape, newerShape, shapes } from "./shape.ts";

/**
 * `npm run bench`: whole syncs against the bulk load of the cache's own database, in turn, as ratios of one run. `--rows`
 * records for the first shape, `--rounds` pairs, only the `--cache` or `--shape` of a name; `merge` is one, with six times as many rows, and `manifest` the native engine with a fifth (AIRDOCK_BENCH_CDK_PYTHON names a Python with Airbyte's CDK to compare with). AIRDOCK_BENCH_PYAIRBYTE names a program that takes the same command line.
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "500000" },
    rounds: { type: "string", default: "3" },
    shape: { type: "string" },
    cache: { type: "string" },
  },
});
const rows = Number(values.rows);
const airdock = join(dirname(createRequire(import.meta.url).resolve("airdock/package.json")), "bin", "airdock.js");
const folder = await mkdtemp(join(tmpdir(), "airdock-bench-"));
try {
  const caches = values.shape === "manifest" ? [] : benchedCaches;
  for (const cache of caches.filter(({ name }) => values.cache === undefined || name === values.cache)) {
    await using bench = await cache.open(folder);
    for (const shape of shapes.filter(({ name }) => values.shape === undefined || name.includes(values.shape))) {
      const count = Math.round(rows * Math.min(1, 12 / Object.keys(shape.properties).length));
      await compare(cache, bench, await prepareInput(shape, count, folder), Number(values.rounds));
    }
    if (values.shape === undefined || values.shape === "merge") await measureMerge(cache, bench, rows * 6);
  }
  if (values.shape === undefined || values.shape === "manifest")
    await benchManifest(Math.round(rows / 5), Number(values.rounds), folder);
  reportStartUp();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function compare(cache: BenchedCache, bench: CacheBench, input: BenchInput, rounds: number): Promise<void> {
  const pairs: { ours: Measure; baseline: Measure; pyairbyte?: Measure }[] = [];
  await bench.prepare(input);
  for (let round = 0; round < rounds; round += 1) {
    const baseline = await measure(...(await bench.baselineCommand(input, round)));
    await bench.clear();
    const ours = await measureSync(bench, [process.execPath, airdock], input, round);
    const program = cache.name === "duckdb" ? process.env["AIRDOCK_BENCH_PYAIRBYTE"] : undefined;
    const pyairbyte = program === undefined ? undefined : await measureSync(bench, [program], input, round + rounds);
    pairs.push({ baseline, ours, ...(pyairbyte === undefined ? {} : { pyairbyte }) });
  }
  const ratio = median(pairs.map(({ ours, baseline }) => ours.seconds / baseline.seconds));
  const size = `${Math.round(input.bytes / 1e6)} MB, ${Math.round(input.bytes / input.rows)} bytes a line`;
  console.log(`\n${cache.name}, ${input.shape.name}: ${input.rows} records, ${size}`);
  report(
    "airdock sync",
    input,
    pairs.map(({ ours }) => ours),
  );
  report(
    cache.baseline,
    input,
    pairs.map(({ baseline }) => baseline),
  );
  report(
    "PyAirbyte",
    input,
    pairs.flatMap(({ pyairbyte }) => pyairbyte ?? []),
  );
  console.log(`  airdock takes ${ratio.toFixed(2)} times as long as ${cache.baseline} (median of ${rounds} pairs)`);
}

async function measureSync(
  bench: CacheBench,
  [program, ...args]: readonly [string, ...string[]],
  input: BenchInput,
  round: number,
): Promise<Measure> {
  const taken = await measure(program, ...args, ...syncArguments(input, await bench.cacheUrl(round)));
  await bench.clear();
  return taken;
}

function syncArguments({ config }: BenchInput, url: string): string[] {
  return ["sync", connectorPath("cat-ndjson"), "--name", "bench", "--config", config, "--to", url];
}

/** A whole sync of rows that have a key, and then one of later versions of a tenth of them. */
async function measureMerge(cache: BenchedCache, bench: CacheBench, kept: number): Promise<void> {
  const url = await bench.cacheUrl(0);
  console.log(`\n${cache.name}, merge`);
  for (const [shape, count] of [
    [keptShape(), kept],
    [newerShape(kept), Math.round(kept / 10)],
  ] as const) {
    const input = await prepareInput(shape, count, folder);
    const taken = await measure(process.execPath, airdock, ...syncArguments(input, url), "--accept-change");
    report(`${count} ${shape.name}`, input, [taken]);
    await rm(input.records);
  }
  await bench.clear();
}

function report(name: string, input: BenchInput, measures: readonly Measure[]): void {
  if (measures.length === 0) return;
  const seconds = median(measures.map((taken) => taken.seconds));
  const rate = Math.round(input.rows / seconds).toLocaleString("en-US");
  const peak = Math.max(...measures.map(({ peakMegabytes }) => peakMegabytes));
  console.log(
    `  ${name.padEnd(18)} ${seconds.toFixed(2).padStart(7)} s  ${rate.padStart(9)} records/s  peak ${peak} MB`,
  );
}

/** CPU time of `airdock --help` and `--version` beside an empty Node program, in the same run. */
function reportStartUp(): void {
  const empty = cpuMilliseconds(process.execPath, "-e", "");
  console.log("\nstart-up, CPU time");
  for (const option of ["--help", "--version"])
    console.log(
      `  airdock ${option.padEnd(9)} ${cpuMilliseconds("airdock", option)} ms (an empty Node program: ${empty} ms)`,
    );
}

/** User and system time of a command, the middle of seven runs. */
function cpuMilliseconds(...command: readonly string[]): number {
  const script = `TIMEFORMAT='%U %S'; { time "$@" >/dev/null 2>&1; } 2>&1`;
  const runs = Array.from({ length: 7 }, () => {
    const [user = "0", system = "0"] = execFileSync("bash", ["-c", script, "bash", ...command], { encoding: "utf8" })
      .trim()
      .split(" ");
    return Math.round((Number(user) + Number(system)) * 1000);
  });
  return median(runs);
}
