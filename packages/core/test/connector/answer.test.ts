import { join } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import type { Source } from "../../src/connector/source.ts";
import { connectorPath } from "./connector-path.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const secret = "a-secret-of-some-length";

const log = (level: string, message: string): object => ({ print: { type: "LOG", log: { level, message } } });
const status = (word: string, message?: string): object => ({
  print: { type: "CONNECTION_STATUS", connectionStatus: { status: word, message } },
});
const traceError = (message: string, more: object = {}): object => ({
  print: { type: "TRACE", trace: { type: "ERROR", emitted_at: 1.5, error: { message, ...more } } },
});

async function source(steps: Readonly<Record<string, readonly object[]>>): Promise<Source> {
  const config = JSON.parse(JSON.stringify({ token: secret, ...steps }));
  return createSource(connectorPath("plays-its-config"), { projectFolder: await temporaryFolder(), config });
}

test("is the message, wherever it stands among logs, noise and other messages", async () => {
  const steps = [
    log("INFO", "first"),
    { write: "no JSON at all\n{}\n" },
    status("SUCCEEDED", "fine"),
    log("INFO", "last"),
  ];
  expect(await (await source({ check: steps })).check()).toMatchObject({ findings: [], message: "fine" });
});

test("counts whatever the exit code", async () => {
  await expect((await source({ check: [status("SUCCEEDED"), { exit: 1 }] })).check()).resolves.toBeDefined();
});

test("FAILED is the answer, also beside an error", async () => {
  const steps = [traceError("a stack of details"), status("FAILED", `wrong token ${secret}`)];
  await expect((await source({ check: steps })).check()).rejects.toMatchObject({
    code: "CHECK_FAILED",
    exitStatus: 3,
    message: expect.stringMatching(/wrong token \*\*\*\*$/),
  });
});

test("FAILED says what we found in the config, too", async () => {
  const wrong = await source({ check: [status("FAILED", "no")], count: "many" as unknown as [] });
  await expect(wrong.check()).rejects.toMatchObject({
    hint: expect.stringContaining('count is the string "many", expected an integer'),
  });
});

interface Failure {
  readonly reason: string;
  readonly steps: readonly object[];
  readonly code: string;
  readonly message: RegExp;
  readonly cause?: RegExp;
}

const failures: readonly Failure[] = [
  {
    reason: "its own error, exit 0",
    steps: [traceError("cannot start", { failure_type: "config_error" })],
    code: "CHECK_FAILED",
    message: /cannot start/,
  },
  {
    reason: "its own error, exit 1",
    steps: [
      log("FATAL", "KeyError: 'count'"),
      traceError("something went wrong", { internal_message: "'count'", failure_type: "system_error" }),
      { exit: 1 },
    ],
    code: "CONNECTOR_FAILED",
    message: /something went wrong/,
    cause: /'count'\nFATAL KeyError/,
  },
  {
    reason: "a traceback",
    steps: [
      { stderr: "Traceback (most recent call last):" },
      { stderr: `ValueError: mutable default ${secret}` },
      { exit: 1 },
    ],
    code: "CONNECTOR_EXITED",
    message: /exit code 1: ValueError: mutable default \*\*\*\*/,
    cause: /^Traceback/,
  },
  {
    reason: "a signal",
    steps: [{ stderr: "about to die" }, { kill: "SIGKILL" }],
    code: "CONNECTOR_KILLED",
    message: /SIGKILL during check/,
    cause: /about to die/,
  },
  {
    reason: "silence",
    steps: [log("ERROR", "nothing to say")],
    code: "CONNECTOR_SILENT",
    message: /without the CONNECTION_STATUS/,
    cause: /ERROR nothing to say/,
  },
];

test.each(failures)("missing, is explained by $reason", async ({ steps, code, message, cause }) => {
  const error = await (await source({ check: steps })).check().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  if (cause !== undefined) expect(String((error as Error).cause)).toMatch(cause);
  expect(JSON.stringify(error)).not.toContain(secret);
});

test("a passing trouble can be tried again", async () => {
  const steps = [traceError("API is down", { failure_type: "transient_error" }), { exit: 1 }];
  await expect((await source({ discover: steps })).discover()).rejects.toMatchObject({
    code: "CONNECTOR_FAILED",
    retryable: true,
  });
});

test("that does not come in time is not waited for", async () => {
  const config = { check: [{ stderr: "still trying" }, { hang: true }] };
  const options = { config, timeLimits: { check: 300 }, projectFolder: await temporaryFolder() };
  await expect(createSource(connectorPath("plays-its-config"), options).check()).rejects.toMatchObject({
    code: "CONNECTOR_STALLED",
    cause: "still trying",
  });
});

test("is not lost in a flood of stderr", async () => {
  const flood = Array.from({ length: 200 }, (_, line) => ({ stderr: `${line} ${"x".repeat(2_000)}` }));
  await expect((await source({ check: [...flood, status("SUCCEEDED")] })).check()).resolves.toBeDefined();
});

test("logs are handed on without secrets", async () => {
  const logs: string[] = [];
  const config = {
    token: secret,
    check: [log("INFO", `using ${secret}`), { stderr: `and ${secret}` }, status("SUCCEEDED")],
  };
  const onLog = ({ message }: { readonly message: string }): void => void logs.push(message);
  const folder = await temporaryFolder();
  await createSource(connectorPath("plays-its-config"), {
    config: JSON.parse(JSON.stringify(config)),
    projectFolder: folder,
    onLog,
  }).check();
  expect(logs.toSorted()).toEqual(["and ****", "using ****"]);
});

test("a config that does not fit the spec never reaches the connector, except by check", async () => {
  const report = join(await temporaryFolder(), "report");
  const wrong = await source({ count: "many" as unknown as [], discover: [{ report }], read: [{ report }] });
  const invalid = expect.objectContaining({
    code: "CONFIG_INVALID",
    message: expect.stringContaining("count is the string"),
  });
  await expect(wrong.discover()).rejects.toEqual(invalid);
  await expect(wrong.openRead({ catalog: { streams: [] }, states: [] })).rejects.toEqual(invalid);
  await expect(wrong.check()).resolves.toMatchObject({ findings: [{ path: "count" }] });
});

test("the spec is asked for once", async () => {
  const program = await source({});
  expect(await program.spec()).toBe(await program.spec());
});

test("the hash of the config minds values, and neither secrets nor the order of keys", async () => {
  const path = connectorPath("plays-its-config");
  const hash = (config: Record<string, string | number>): Promise<string> =>
    createSource(path, { config }).configHash();
  const first = await hash({ token: "one-token", count: 1 });
  expect(await hash({ count: 1, token: "another-token" })).toBe(first);
  expect(await hash({ count: 2, token: "one-token" })).not.toBe(first);
});
