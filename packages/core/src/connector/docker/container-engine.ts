import { InstallError } from "../../error/install-error.ts";
import { type ProgramOptions, runProgram } from "../run-program.ts";

/** A program that runs containers; what differs between them is data. */
export interface ContainerEngine {
  readonly name: "docker" | "podman" | "nerdctl";
  /** The program, by its name on PATH. */
  readonly file: string;
  /** What is added to a mount so that a system with SELinux lets the container in. */
  readonly mountSuffix: string;
  /** True where a first process of the engine's own passes signals on; without one, most connectors hear no SIGTERM. */
  readonly hasInit: boolean;
  /** The words that end and remove a container at once; its name follows. */
  readonly removal: readonly string[];
  /** The registry an image without one is pulled from, where the engine has to be told. */
  readonly registry?: string;
}

/** All that are known, in the order they are asked. */
const engines: readonly ContainerEngine[] = [
  { name: "docker", file: "docker", mountSuffix: ":Z", hasInit: true, removal: ["rm", "--force"] },
  {
    name: "podman",
    file: "podman",
    mountSuffix: ":Z",
    hasInit: false,
    removal: ["rm", "--force", "--time=0"],
    registry: "docker.io/",
  },
  { name: "nerdctl", file: "nerdctl", mountSuffix: "", hasInit: false, removal: ["rm", "--force"] },
];

/** Milliseconds an engine has to answer; one that starts up may hang for ever. */
const answerLimit = 20_000;

/** The first engine that answers; a client whose daemon does not run is no engine. Undefined when none does. */
export async function findContainerEngine(
  name: ContainerEngine["name"] | undefined,
  options: ProgramOptions,
): Promise<ContainerEngine | undefined> {
  for (const engine of engines.filter((each) => name === undefined || each.name === name)) {
    // `version` asks the server too, where there is one.
    const { ok } = await runProgram(engine.file, ["version"], { ...options, timeLimit: answerLimit });
    if (ok) return engine;
  }
  return undefined;
}

/** The error for a machine without a container engine that answers. */
export function engineNotFound(reference: string, name: ContainerEngine["name"] | undefined): InstallError {
  const what = name ?? "docker, podman or nerdctl";
  return new InstallError(
    `${reference} is an image, and ${name === undefined ? `none of ${what}` : `no ${what}`} answers here.`,
    {
      code: "CONTAINER_ENGINE_NOT_FOUND",
      hint:
        process.platform === "linux"
          ? "Install one (apt install podman), or start the Docker service: systemctl start docker"
          : "Start Docker Desktop, or install podman (https://podman.io) and start its machine.",
    },
  );
}
