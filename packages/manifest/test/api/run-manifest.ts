import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Json = Record<string, unknown>;

/** What one command of a manifest printed. */
export interface ManifestRun {
  readonly exitCode: number;
  readonly messages: readonly Json[];
  /** The records by stream, in order. */
  readonly records: Readonly<Record<string, Json[]>>;
  /** The last state of each stream. */
  readonly states: Readonly<Record<string, unknown>>;
  readonly statuses: Readonly<Record<string, string[]>>;
  readonly errors: readonly { message: string; failure_type: string; stream_descriptor?: { name: string } }[];
  /** The config file afterwards. */
  readonly config: Json;
}

const main = new URL("../../src/command/main.ts", import.meta.url).pathname;

/** Runs a manifest of `test/manifests` as a process of its own; `BASE` in it stands for the API's address. Streams are read incrementally where they can be. */
export async function runManifest(
  name: string,
  options: {
    url: string;
    verb?: string;
    config?: Json;
    streams?: readonly string[];
    state?: unknown;
    full?: boolean;
    env?: Record<string, string>;
    change?: (text: string) => string;
  },
): Promise<ManifestRun> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-manifest-"));
  try {
    const put = async (file: string, content: string): Promise<string> => {
      await writeFile(join(folder, file), content);
      return join(folder, file);
    };
    const text = await readFile(new URL(`../manifests/${name}.yaml`, import.meta.url), "utf8");
    const manifest = await put("manifest.yaml", (options.change?.(text) ?? text).replaceAll("BASE", options.url));
    const config = await put("config.json", JSON.stringify(options.config ?? {}));
    const verb = options.verb ?? "read";
    const args = [manifest, verb, ...(verb === "spec" ? [] : ["--config", config])];
    if (verb === "read") {
      const { messages } = await execute([manifest, "discover", "--config", config], options.env);
      args.push("--catalog", await put("catalog.json", JSON.stringify(configure(messages, options))));
    }
    if (options.state !== undefined) args.push("--state", await put("state.json", JSON.stringify(options.state)));
    const run = await execute(args, options.env);
    return { ...sortMessages(run.messages), ...run, config: JSON.parse(await readFile(config, "utf8")) as Json };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The states of a run as the input of the next one. */
export function asInput(states: ManifestRun["states"]): unknown {
  return Object.entries(states).map(([name, state]) => ({
    type: "STREAM",
    stream: { stream_descriptor: { name }, stream_state: state },
  }));
}

function execute(
  args: readonly string[],
  env?: Record<string, string>,
): Promise<{ exitCode: number; messages: Json[] }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, ...args],
      { maxBuffer: 1 << 28, env: { ...process.env, ...env } },
      (error, stdout) => {
        const lines = stdout.split("\n").filter((line) => line !== "");
        const exitCode = error === null ? 0 : Number(error.code ?? 1);
        resolve({ exitCode, messages: lines.map((line) => JSON.parse(line) as Json) });
      },
    );
  });
}

function configure(messages: readonly Json[], options: { streams?: readonly string[]; full?: boolean }): Json {
  const catalog = messages.find(({ type }) => type === "CATALOG")?.["catalog"] as { streams: Json[] } | undefined;
  const wanted = (catalog?.streams ?? []).filter(({ name }) => options.streams?.includes(String(name)) !== false);
  return {
    streams: wanted.map((stream) => ({
      stream,
      sync_mode:
        options.full !== true && (stream["supported_sync_modes"] as string[]).includes("incremental")
          ? "incremental"
          : "full_refresh",
      destination_sync_mode: "append",
      cursor_field: stream["default_cursor_field"] ?? [],
    })),
  };
}

function sortMessages(messages: readonly Json[]): Pick<ManifestRun, "records" | "states" | "statuses" | "errors"> {
  const records: Record<string, Json[]> = {};
  const states: Record<string, unknown> = {};
  const statuses: Record<string, string[]> = {};
  const errors: ManifestRun["errors"][number][] = [];
  for (const message of messages as readonly Message[]) {
    if (message.type === "RECORD") (records[message.record.stream] ??= []).push(message.record.data);
    if (message.type === "STATE")
      states[message.state.stream.stream_descriptor.name] = message.state.stream.stream_state;
    if (message.type !== "TRACE") continue;
    const { error, stream_status: status } = message.trace;
    if (error !== undefined) errors.push(error);
    if (status !== undefined) (statuses[status.stream_descriptor.name] ??= []).push(status.status);
  }
  return { records, states, statuses, errors };
}

type Message =
  | { type: "RECORD"; record: { stream: string; data: Json } }
  | { type: "STATE"; state: { stream: { stream_descriptor: { name: string }; stream_state: unknown } } }
  | {
      type: "TRACE";
      trace: {
        error?: ManifestRun["errors"][number];
        stream_status?: { stream_descriptor: { name: string }; status: string };
      };
    };
