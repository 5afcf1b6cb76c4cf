import { execFile } from "node:child_process";
import { access, constants, mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findContainerEngine, isAirdockError, loadCatalogue } from "@airdock/core";
import { chooseCache } from "../choose-cache.ts";
import type { Command, CommandInput } from "../command.ts";
import type { LookFlags } from "../open-cache.ts";
import { openProject, type Project } from "../open-project.ts";
import { renderAge } from "../render-age.ts";
import { countThings, renderBytes } from "../render-count.ts";
import { catalogueOf } from "./sources.ts";

/** The flags of `airdock doctor`. */
export interface DoctorFlags extends LookFlags {
  readonly offline?: boolean;
}

/** One thing that was looked at. `missing`: only some sources need it. */
export interface Finding {
  readonly what: string;
  readonly state: "ok" | "missing" | "broken";
  readonly message: string;
  readonly hint?: string;
}

/** `airdock doctor`: what works here, and what to install. Exit 2 when something is broken; what only some sources need is no fault. */
export const doctor: Command<DoctorFlags> = async (input) => {
  const { options, terminal } = input;
  const [project, finding] = await lookAtProject(input);
  const findings = [
    finding,
    ...lookAtConnections(project),
    ...(await Promise.all([
      lookAtNode(),
      lookAtPython(input),
      lookAtContainers(input),
      lookAtDisk(project),
      lookAtCatalogue(input),
      lookAtCache(project, input),
    ])),
  ];
  if (options.json === true) await terminal.json(`${JSON.stringify(findings)}\n`);
  else await terminal.out(`${findings.map((each) => render(each, input)).join("\n")}\n`);
  return findings.some(({ state }) => state === "broken") ? 2 : 0;
};

const MARKS = { ok: ["✔", "green"], missing: ["·", "yellow"], broken: ["✖", "red"] } as const;

function render({ what, state, message, hint }: Finding, { terminal }: CommandInput<DoctorFlags>): string {
  const [mark, style] = MARKS[state];
  const isStyled = terminal.live && terminal.outColumns !== undefined;
  const head = `${isStyled ? terminal.style(style, mark) : mark} ${what.padEnd(10)} ${message}`;
  return hint === undefined ? head : `${head}\n  ${" ".repeat(10)} → ${hint.replaceAll("\n", `\n  ${" ".repeat(13)}`)}`;
}

async function lookAtProject({ options, terminal }: CommandInput<DoctorFlags>): Promise<[Project, Finding]> {
  try {
    const project = await openProject(options, terminal);
    const { config } = project;
    const message =
      config === undefined
        ? "no config file here; commands take their options"
        : `${config.path}: ${countThings(config.names.length, "connection")}`;
    return [project, { what: "project", state: "ok", message }];
  } catch (error) {
    return [{ folder: terminal.cwd, env: terminal.env }, broken("project", error)];
  }
}

/** Connections that cannot be read yet: a variable that is not set, for example. */
function lookAtConnections({ config }: Project): Finding[] {
  return (config?.names ?? []).flatMap((name) => {
    try {
      config?.connection(name);
      return [];
    } catch (error) {
      return [broken(name, error)];
    }
  });
}

async function lookAtNode(): Promise<Finding> {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 24
    ? { what: "Node", state: "ok", message: process.versions.node }
    : {
        what: "Node",
        state: "broken",
        message: `${process.versions.node} is too old`,
        hint: "Install Node 24 or newer: https://nodejs.org",
      };
}

const run = promisify(execFile);

async function versionOf(
  program: string,
  { terminal, signal }: CommandInput<DoctorFlags>,
): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, ["--version"], { env: terminal.env, signal, timeout: 10_000 });
    return stdout.trim().split("\n")[0];
  } catch {
    return undefined;
  }
}

async function lookAtPython(input: CommandInput<DoctorFlags>): Promise<Finding> {
  const [uv, python] = await Promise.all([versionOf("uv", input), versionOf("python3", input)]);
  const found = [uv, python].filter((version) => version !== undefined);
  if (found.length > 0) return { what: "Python", state: "ok", message: found.join(", ") };
  return {
    what: "Python",
    state: "missing",
    message: "neither uv nor python3 is on the PATH; sources from PyPI fetch a uv of their own where they can",
    hint: "Install uv: https://docs.astral.sh/uv/",
  };
}

async function lookAtContainers({ signal }: CommandInput<DoctorFlags>): Promise<Finding> {
  const engine = await findContainerEngine(undefined, { signal }).catch(() => undefined);
  if (engine !== undefined) return { what: "containers", state: "ok", message: `${engine.name} answers` };
  const message = "none of docker, podman and nerdctl answers; sources that are images cannot run";
  return { what: "containers", state: "missing", message, hint: "Install Docker or Podman, or start it." };
}

async function lookAtDisk({ folder }: Project): Promise<Finding> {
  try {
    await mkdir(join(folder, ".airdock"), { recursive: true, mode: 0o700 });
    await access(join(folder, ".airdock"), constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const message = `${renderBytes(free)} free at ${folder}`;
    return free < 1_000_000_000
      ? {
          what: "disk",
          state: "broken",
          message,
          hint: "Make room: staging needs as much as a sync brings between two states.",
        }
      : { what: "disk", state: "ok", message };
  } catch (error) {
    return broken("disk", error, `Make ${folder} writable.`);
  }
}

async function lookAtCatalogue({ options, signal }: CommandInput<DoctorFlags>): Promise<Finding> {
  try {
    const { origin, fetchedAt, entries } = await loadCatalogue(catalogueOf(options), { signal });
    const message = `${countThings(entries.length, "source")} of ${origin}, ${renderAge(Date.now() - fetchedAt)} old`;
    return { what: "catalogue", state: "ok", message };
  } catch (error) {
    const { message, hint } = describe(error);
    return { what: "catalogue", state: "missing", message, ...(hint === undefined ? {} : { hint }) };
  }
}

async function lookAtCache(
  project: Project,
  { options, terminal, signal }: CommandInput<DoctorFlags>,
): Promise<Finding> {
  try {
    await using cache = await chooseCache(options.from, project, terminal).load();
    await cache.open({ access: "read", signal });
    const connections = await cache.connections({ signal });
    return { what: "cache", state: "ok", message: `${cache.name}: ${countThings(connections.length, "connection")}` };
  } catch (error) {
    if (isAirdockError(error) && error.code === "NOT_IN_CACHE")
      return { what: "cache", state: "ok", message: "empty; the first sync makes it" };
    return broken("cache", error);
  }
}

function broken(what: string, error: unknown, advice?: string): Finding {
  const { message, hint = advice } = describe(error);
  return { what, state: "broken", message, ...(hint === undefined ? {} : { hint }) };
}

function describe(error: unknown): { readonly message: string; readonly hint?: string } {
  if (isAirdockError(error))
    return { message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  return { message: error instanceof Error ? error.message : String(error) };
}
