import { InstallError } from "../../error/install-error.ts";

const unknown = /manifest unknown|not found|does not exist|repository name not known|denied|unauthorized/i;
const otherMachine =
  /no matching manifest|no image found in (manifest list|image index)|does not match the specified platform/i;

/** What a container engine meant to say when it could not pull an image, as an error with a way out. */
export function explainPull(reference: string, words: string): InstallError {
  const cause = words.trim().split("\n").slice(-10).join("\n");
  if (otherMachine.test(words)) {
    return new InstallError(`${reference} has no image for this machine (${process.arch}).`, {
      code: "INSTALL_FAILED",
      cause,
      hint: `Airbyte's images are made for amd64: pull it by hand with --platform linux/amd64, then try again.`,
    });
  }
  if (unknown.test(words)) {
    return new InstallError(`There is no image ${reference}, or it may not be pulled without a login.`, {
      code: "PACKAGE_NOT_FOUND",
      cause,
      hint: "Check the name and the tag; for a private registry log in first: docker login, podman login.",
    });
  }
  return new InstallError(`${reference} could not be pulled.`, {
    code: "INSTALL_FAILED",
    cause,
    retryable: true,
    hint: "Check the network, the registry and the room on the disk.",
  });
}
