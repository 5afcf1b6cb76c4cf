import { access } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AirdockError, type LoadedConfig, loadConfig } from "@airdock/core";
import { resolveAirdockImports } from "./resolve-airdock-imports.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Where a command works: the folder of `.airdock/` and `airdock.lock`, and the config file where there is one. */
export interface Project {
  readonly folder: string;
  readonly config?: LoadedConfig;
  /** The environment, with what `.env` beside the config file adds. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The option of every command that looks into the config file. */
export interface ProjectFlags {
  readonly project?: string;
}

/** The project of the working directory, or the one whose config file `--project` names. Rejects with CONFIG_INVALID, FILE_UNREADABLE. */
export async function openProject(
  { project }: ProjectFlags,
  terminal: Pick<Terminal, "cwd" | "env">,
): Promise<Project> {
  if (project !== undefined) await checkFile(resolve(terminal.cwd, project), project);
  const config = await resolveAirdockImports(() => loadConfig(terminal.cwd, { file: project, env: terminal.env }));
  return config === undefined
    ? { folder: terminal.cwd, env: terminal.env }
    : { folder: dirname(config.path), config, env: config.variables };
}

async function checkFile(path: string, name: string): Promise<void> {
  try {
    await access(path);
  } catch (cause) {
    throw new AirdockError(`There is no config file ${name}.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Check the path after --project, or make one: airdock init.",
    });
  }
}
