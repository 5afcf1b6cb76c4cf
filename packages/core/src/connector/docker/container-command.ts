import { posix } from "node:path";
import { commandLine, type InputName } from "../command-line.ts";
import type { ConnectorCommand } from "../connector-runner.ts";
import type { ContainerEngine } from "./container-engine.ts";

/** What a connector's container may use. */
export interface ContainerLimits {
  /** Memory, in the engine's words: `2g`. Default: `AIRDOCK_CONTAINER_MEMORY`, else no limit. */
  readonly memory?: string | undefined;
  /** Number of CPUs: `1.5`. Default: `AIRDOCK_CONTAINER_CPUS`, else no limit. */
  readonly cpus?: string | undefined;
  /** Network, in the engine's words: `host`, `none`, a name. Default: `AIRDOCK_CONTAINER_NETWORK`, else the engine's own. */
  readonly network?: string | undefined;
}

/** One start of a connector in a container. */
export interface ContainerPlan {
  readonly engine: ContainerEngine;
  readonly image: string;
  /** The container's name. */
  readonly name: string;
  readonly limits: ContainerLimits;
  /** The folder with the argument files, on this machine. */
  readonly folder: string;
  readonly files: ReadonlyMap<InputName, string>;
  readonly command: ConnectorCommand;
}

/** Where the argument files are inside. */
const inside = "/airdock";

/**
 * The words after the engine's name: `run --rm -i … IMAGE read --config /airdock/config.json …`. Nothing of this machine is
 * inside but the folder with the argument files: no environment, no other folder. Pure.
 */
export function containerCommand(plan: ContainerPlan): string[] {
  const { engine, image, name, limits, folder, files, command } = plan;
  const paths = new Map([...files].map(([input]) => [input, posix.join(inside, `${input}.json`)]));
  const { memory, cpus, network } = limits;
  return [
    "run",
    "--rm",
    "-i",
    "--pull=never",
    `--name=${name}`,
    ...(engine.hasInit ? ["--init"] : []),
    ...(memory === undefined ? [] : [`--memory=${memory}`]),
    ...(cpus === undefined ? [] : [`--cpus=${cpus}`]),
    ...(network === undefined ? [] : [`--network=${network}`]),
    `--volume=${folder}:${inside}${engine.mountSuffix}`,
    image,
    ...commandLine(command, paths),
  ];
}
