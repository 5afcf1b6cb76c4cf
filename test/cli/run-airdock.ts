import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What a command line printed and how it ended. */
export interface AirdockRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const program = join(dirname(createRequire(import.meta.url).resolve("airdock/package.json")), "bin", "airdock.js");

/** Runs `airdock` as a real process in a folder; `input` goes to its standard input, `onStderr` sees each piece of stderr. */
export function runAirdock(
  folder: string,
  args: readonly string[],
  options: {
    readonly input?: string;
    readonly env?: Record<string, string>;
    /** True: nothing of this process's environment but where programs and files are, so that no error names a variable of this machine. */
    readonly bare?: boolean;
    readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  } = {},
): Promise<AirdockRun> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...(options.bare === true ? bareEnvironment() : process.env), NO_COLOR: "1", ...options.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    options.onStderr?.(text, (signal) => child.kill(signal));
  });
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) =>
    child.on("error", reject).on("close", (status) => resolve({ status, stdout, stderr })),
  );
}

function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(["PATH", "HOME", "TMPDIR", "LANG"].map((name) => [name, process.env[name]]));
}
