import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Measure, measure, median } from "../measure.ts";
import { shapes } from "../shape.ts";

const engine = join(
  dirname(createRequire(import.meta.url).resolve("@airdock/manifest/package.json")),
  "dist/command/main.js",
);
const cdk = join(import.meta.dirname, "read_by_cdk.py");

/** The engine as its runner starts it. */
const native = ["--max-semi-space-size=16", engine];

/** Reads one stream of 1,000-record pages from a server on this machine: speed, CPU time, memory and start of the native engine, against the Python CDK where AIRDOCK_BENCH_CDK_PYTHON names a Python that has it. */
export async function benchManifest(rows: number, rounds: number, folder: string): Promise<void> {
  const api = spawn(process.execPath, [join(import.meta.dirname, "serve-pages.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const [url] = (await once(api.stdout.setEncoding("utf8"), "data")) as [string];
    const python = process.env["AIRDOCK_BENCH_CDK_PYTHON"];
    console.log(`\nmanifest: one stream, pages of 1,000 records (${shapes[0]?.name})`);
    const input = await prepare(url.trim(), rows, folder);
    const ours: Measure[] = [];
    const theirs: Measure[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measure(process.execPath, ...native, ...input));
      if (python !== undefined) theirs.push(await measure(python, cdk, ...input));
    }
    report("native engine", rows, ours);
    report("Python CDK", rows, theirs);
    if (python !== undefined) compare(ours, theirs);
    await reportMemory(url.trim(), folder);
    await reportStart(url.trim(), folder, python);
  } finally {
    api.stdin.end();
  }
}

function compare(ours: readonly Measure[], theirs: readonly Measure[]): void {
  const ratio = (read: (taken: Measure) => number): string =>
    (median(theirs.map(read)) / median(ours.map(read))).toFixed(1);
  console.log(
    `  the Python CDK takes ${ratio(({ seconds }) => seconds)} times as long, ${ratio(({ cpuSeconds }) => cpuSeconds)} times the CPU time, ${ratio(({ peakMegabytes }) => peakMegabytes)} times the memory`,
  );
}

/** Memory is flat where ten times the records take no more of it. */
async function reportMemory(url: string, folder: string): Promise<void> {
  const peaks: number[] = [];
  for (const rows of [100_000, 1_000_000]) {
    const taken = await measure(process.execPath, ...native, ...(await prepare(url, rows, folder)));
    report(`${rows / 1_000_000} M records`, rows, [taken]);
    peaks.push(taken.peakMegabytes);
  }
  console.log(`  ten times the records take ${((peaks[1] ?? 0) / (peaks[0] ?? 1)).toFixed(2)} times the memory`);
}

async function reportStart(url: string, folder: string, python: string | undefined): Promise<void> {
  const input = await prepare(url, 1000, folder);
  const time = async (program: string, ...args: readonly string[]): Promise<string> => {
    const times: number[] = [];
    for (let run = 0; run < 7; run += 1) times.push(await timeFirstRecord(program, [...args, ...input]));
    return `${median(times).toFixed(2)} s`;
  };
  console.log(`  start to first record, the middle of seven: ${await time(process.execPath, ...native)}`);
  if (python !== undefined) console.log(`  the same of the Python CDK: ${await time(python, cdk)}`);
}

/** Seconds from the start of a connector to its first record. */
async function timeFirstRecord(program: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  const closed = once(child, "close");
  let seconds = Number.NaN;
  let end = "";
  for await (const piece of child.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    const text = end + piece;
    if (Number.isNaN(seconds) && text.includes('"RECORD"')) seconds = (performance.now() - started) / 1000;
    end = text.slice(-20);
  }
  await closed;
  return seconds;
}

function report(name: string, rows: number, measures: readonly Measure[]): void {
  if (measures.length === 0) return;
  const seconds = median(measures.map((taken) => taken.seconds));
  const cpu = median(measures.map(({ cpuSeconds }) => cpuSeconds));
  const peak = Math.max(...measures.map(({ peakMegabytes }) => peakMegabytes));
  const rate = Math.round(rows / seconds).toLocaleString("en-US");
  console.log(
    `  ${name.padEnd(18)} ${seconds.toFixed(2).padStart(7)} s  ${rate.padStart(9)} records/s  CPU ${cpu.toFixed(2)} s  peak ${peak} MB`,
  );
}

/** Writes manifest, config and catalog, and returns the command line that reads so many rows. */
async function prepare(url: string, rows: number, folder: string): Promise<readonly string[]> {
  const at = (name: string): string => join(folder, `${rows}-${name}`);
  const schema = { type: "object", properties: shapes[0]?.properties ?? {} };
  const stream = { name: "bench", json_schema: schema, supported_sync_modes: ["full_refresh"] };
  const configured = { stream, sync_mode: "full_refresh", destination_sync_mode: "append" };
  await writeFile(at("manifest.yaml"), JSON.stringify(describeManifest(url, rows, schema)));
  await writeFile(at("config.json"), "{}");
  await writeFile(at("catalog.json"), JSON.stringify({ streams: [configured] }));
  return [at("manifest.yaml"), "read", "--config", at("config.json"), "--catalog", at("catalog.json")];
}

function describeManifest(url: string, rows: number, schema: object): object {
  const option = (field_name: string): object => ({
    type: "RequestOption",
    inject_into: "request_parameter",
    field_name,
  });
  const retriever = {
    type: "SimpleRetriever",
    requester: { type: "HttpRequester", url_base: url, path: "items", request_parameters: { rows: String(rows) } },
    record_selector: { type: "RecordSelector", extractor: { type: "DpathExtractor", field_path: ["items"] } },
    paginator: {
      type: "DefaultPaginator",
      pagination_strategy: { type: "PageIncrement", page_size: 1000 },
      page_token_option: option("page"),
    },
  };
  return {
    version: "7.0.0",
    type: "DeclarativeSource",
    check: { type: "CheckStream", stream_names: ["bench"] },
    streams: [
      { type: "DeclarativeStream", name: "bench", schema_loader: { type: "InlineSchemaLoader", schema }, retriever },
    ],
    spec: { type: "Spec", connection_specification: { type: "object", properties: {} } },
  };
}
