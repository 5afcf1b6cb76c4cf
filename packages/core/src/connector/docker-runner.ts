import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { userCacheFolder } from "../async/user-cache-folder.ts";
import { InstallError } from "../error/install-error.ts";
import { inputTexts } from "./command-line.ts";
import { connectorIdentity } from "./connector-name.ts";
import { startConnectorProcess } from "./connector-process.ts";
import type {
  ConnectorCommand,
  ConnectorRunner,
  ConnectorSession,
  ExitOutcome,
  PreparedConnector,
} from "./connector-runner.ts";
import { containerCommand, type ContainerLimits } from "./docker/container-command.ts";
import { type ContainerEngine, engineNotFound, findContainerEngine } from "./docker/container-engine.ts";
import { type ContainerImage, findImage } from "./docker/find-image.ts";
import { removeOrphans } from "./docker/remove-orphans.ts";
import { runProgram } from "./run-program.ts";
import { createInputFiles } from "./input-files.ts";
import { ownerPrefix } from "./owner-prefix.ts";

/** How the Docker runner runs containers. */
export interface DockerRunnerOptions extends ContainerLimits {
  /** Default: `AIRDOCK_CONTAINER_ENGINE`, else the first of docker, podman and nerdctl that answers. */
  readonly engine?: ContainerEngine["name"] | undefined;
  /** Where the specs of images are kept. Default: `AIRDOCK_HOME`, else `airdock` in the user's cache folder. */
  readonly home?: string | undefined;
  /** Milliseconds between SIGTERM and the end by force. Default 5,000. */
  readonly grace?: number | undefined;
}

/**
 * Runs connectors that are images (`docker:airbyte/source-postgres:3.6.0`) by Docker, podman or nerdctl. A container sees
 * nothing of this machine but its argument files. Rejects with CONTAINER_ENGINE_NOT_FOUND, PACKAGE_NOT_FOUND, INSTALL_FAILED.
 */
export function dockerRunner(options: DockerRunnerOptions = {}): ConnectorRunner {
  const { engine: name = readEngineName(), grace } = options;
  const limits = {
    memory: options.memory ?? read("AIRDOCK_CONTAINER_MEMORY"),
    cpus: options.cpus ?? read("AIRDOCK_CONTAINER_CPUS"),
    network: options.network ?? read("AIRDOCK_CONTAINER_NETWORK"),
  };
  return {
    contract: 1,
    kind: "docker",
    accepts: ({ scheme }) => scheme === "docker",
    async prepare(reference, call = {}): Promise<PreparedConnector> {
      if (reference.scheme !== "docker") throw new TypeError(`The Docker runner does not run ${reference.text}.`);
      const engine = await findContainerEngine(name, call);
      if (engine === undefined) throw engineNotFound(reference.text, name);
      const image = await findImage(engine, reference.target, call);
      const folder = imageFolder(options, image);
      await mkdir(folder, { recursive: true }).catch(() => {});
      return {
        name: connectorIdentity(reference),
        version: image.version === "" ? undefined : image.version,
        folder,
        pin: async () => ({ runs: reference.text, version: image.version, digest: image.digest }),
        run: (command, { signal } = {}) => startContainer({ engine, image, limits, command, grace, signal }),
      };
    },
    async remove(reference, call = {}): Promise<readonly string[]> {
      if (reference.scheme !== "docker") return [];
      const engine = await findContainerEngine(name, call);
      if (engine === undefined) throw engineNotFound(reference.text, name);
      const { ok, stdout } = await runProgram(
        engine.file,
        ["image", "inspect", "--format={{.Id}}", "--", reference.target],
        call,
      );
      if (!ok) return [];
      const gone = await runProgram(engine.file, ["image", "rm", "--", reference.target], call);
      if (!gone.ok) throw imageNotRemoved(reference.target, gone.stderr);
      const id = stdout.trim().replace(/^(sha256:)?/, "sha256:");
      await rm(imageFolder(options, { id }), { recursive: true, force: true });
      return [reference.target];
    },
  };
}

interface ContainerStart {
  readonly engine: ContainerEngine;
  readonly image: ContainerImage;
  readonly limits: ContainerLimits;
  readonly command: ConnectorCommand;
  readonly grace: number | undefined;
  readonly signal: AbortSignal | undefined;
}

async function startContainer({
  engine,
  image,
  limits,
  command,
  grace,
  signal,
}: ContainerStart): Promise<ConnectorSession> {
  signal?.throwIfAborted();
  await removeOrphans(engine);
  const inputs = await createInputFiles(inputTexts(command), { isolated: true });
  const name = `${ownerPrefix()}${randomUUID().slice(0, 8)}`;
  const removal = [...engine.removal, name];
  const session = await startConnectorProcess(
    {
      file: engine.file,
      arguments: containerCommand({
        engine,
        image: image.name,
        name,
        limits,
        folder: inputs.folder,
        files: inputs.paths,
        command,
      }),
      // What an engine leaves where it was started (podman does after an end for want of memory) goes with the folder.
      folder: dirname(inputs.folder),
      grace,
      signal,
      // The engine's client may be gone while the container is not.
      cleanUp: async () => void (await runProgram(engine.file, removal)),
      cleanUpAtExit: () => spawn(engine.file, removal, { stdio: "ignore", detached: true }).unref(),
    },
    inputs,
  );
  return { ...session, exited: session.exited.then(outcomeInside) };
}

/** The client ends with 128 + the signal that ended the connector inside. */
function outcomeInside(outcome: ExitOutcome): ExitOutcome {
  if (outcome.exitCode === 137) return { signal: "SIGKILL", stopped: outcome.stopped };
  if (outcome.exitCode === 143) return { signal: "SIGTERM", stopped: outcome.stopped };
  return outcome;
}

/** A folder for each image, for what only depends on it. */
function imageFolder({ home }: DockerRunnerOptions, { id }: Pick<ContainerImage, "id">): string {
  return join(resolve(home ?? userCacheFolder()), "docker", id.replace(/^sha256:/, "").slice(0, 16));
}

function readEngineName(): ContainerEngine["name"] | undefined {
  const name = read("AIRDOCK_CONTAINER_ENGINE");
  return name === "docker" || name === "podman" || name === "nerdctl" ? name : undefined;
}

function read(variable: string): string | undefined {
  const value = process.env[variable];
  return value === "" ? undefined : value;
}

/** A container of it is there, for example. */
function imageNotRemoved(image: string, cause: string): InstallError {
  return new InstallError(`The image ${image} could not be removed.`, {
    code: "INSTALL_BUSY",
    cause: cause.trim(),
    retryable: true,
    hint: "Wait until what uses it has ended, or stop that; then uninstall again.",
  });
}
