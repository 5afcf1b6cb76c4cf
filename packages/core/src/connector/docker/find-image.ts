import { InstallError } from "../../error/install-error.ts";
import type { JsonValue } from "../../protocol/json.ts";
import { isObject } from "../../config/is-object.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import type { ContainerEngine } from "./container-engine.ts";
import { refuseOffline } from "../install/refuse-offline.ts";
import { explainPull } from "./explain-pull.ts";
import { runProgram } from "../run-program.ts";

/** An image that is on this machine. */
export interface ContainerImage {
  /** What it is run by: a name with tag, or a digest. */
  readonly name: string;
  /** `sha256:…` of the image itself. */
  readonly id: string;
  /** `sha256:…` under which its registry knows it; where it came from none, its id. */
  readonly digest: string;
  /** What its label says, else its tag. */
  readonly version: string;
}

/**
 * The image of a reference, pulled when it is not there, or when an upgrade is asked for; with a pin, exactly that one.
 * Rejects with PACKAGE_NOT_FOUND, INSTALL_FAILED, DIGEST_MISMATCH, OFFLINE.
 */
export async function findImage(
  engine: ContainerEngine,
  reference: string,
  options: PrepareOptions,
): Promise<ContainerImage> {
  const { pin, upgrade = false } = options;
  if (pin !== undefined) return findPinned(engine, reference, pin.digest, options);
  const found = upgrade ? undefined : await inspectImage(engine, reference, options);
  return found ?? (await pullImage(engine, reference, options));
}

/** The name without tag and digest. */
export function imageName(reference: string): string {
  return reference.replace(/@sha256:[0-9a-f]+$/i, "").replace(/:[^:/]*$/, "");
}

async function findPinned(
  engine: ContainerEngine,
  reference: string,
  digest: string,
  options: PrepareOptions,
): Promise<ContainerImage> {
  const pinned = `${imageName(reference)}@${digest}`;
  const [exact, named] = [await inspectImage(engine, pinned, options), await inspectImage(engine, reference, options)];
  if (exact !== undefined) return { ...exact, version: named?.version ?? exact.version };
  if (named?.digest === digest || named?.id === digest) return named;
  return pullImage(engine, pinned, options).catch((error: unknown) => {
    if (named === undefined || !(error instanceof InstallError) || error.code === "OFFLINE") throw error;
    throw digestMismatch(reference, error);
  });
}

async function pullImage(engine: ContainerEngine, reference: string, options: PrepareOptions): Promise<ContainerImage> {
  const { signal, onProgress } = options;
  refuseOffline(
    { what: `The image ${reference} is not on this machine`, command: `airdock install docker:${reference}` },
    options,
  );
  const full = withRegistry(engine, reference);
  onProgress?.(`pulling ${reference} by ${engine.name}`);
  let said = performance.now();
  const onLine = (line: string): void => {
    // Engines print a line for every layer; one a second says that it goes on.
    if (line.trim() === "" || performance.now() - said < 1_000) return;
    said = performance.now();
    onProgress?.(`pulling ${reference}: ${line.trim()}`);
  };
  const result = await runProgram(engine.file, ["pull", "--", full], { signal, onLine });
  if (!result.ok) throw explainPull(reference, result.stderr);
  const image = await inspectImage(engine, full, { signal });
  if (image === undefined) throw explainPull(reference, "It was pulled, and is not there.");
  return image;
}

async function inspectImage(
  engine: ContainerEngine,
  reference: string,
  { signal }: PrepareOptions,
): Promise<ContainerImage | undefined> {
  const { ok, stdout } = await runProgram(engine.file, ["image", "inspect", "--", reference], { signal });
  if (!ok) return undefined;
  const [image] = JSON.parse(stdout) as JsonValue[];
  if (!isObject(image)) return undefined;
  const id = String(image["Id"]).replace(/^(sha256:)?/, "sha256:");
  const digests = Array.isArray(image["RepoDigests"]) ? image["RepoDigests"].map(String) : [];
  const own = digests.find((each) => reference.endsWith(each.slice(each.indexOf("@")))) ?? digests[0];
  const config = isObject(image["Config"]) ? image["Config"] : {};
  const labels = isObject(config["Labels"]) ? config["Labels"] : {};
  const label = labels["io.airbyte.version"];
  const tag = /:([^:/@]+)$/.exec(reference.replace(/@.*$/, ""))?.[1] ?? "";
  const version = typeof label === "string" && label !== "" ? label : tag;
  return { name: reference, id, digest: own?.slice(own.indexOf("@") + 1) ?? id, version };
}

/** Where the engine has no registry of its own, an image without one is Docker Hub's. */
function withRegistry({ registry }: ContainerEngine, reference: string): string {
  const [first = ""] = reference.split("/", 1);
  const hasRegistry = reference.includes("/") && (/[.:]/.test(first) || first === "localhost");
  return registry === undefined || hasRegistry ? reference : `${registry}${reference}`;
}

function digestMismatch(reference: string, cause: unknown): InstallError {
  return new InstallError(`${reference} is not the image airdock.lock says, and that one cannot be pulled.`, {
    code: "DIGEST_MISMATCH",
    cause,
    hint: "If the change is meant, write the lock anew: airdock install --upgrade SOURCE",
  });
}
