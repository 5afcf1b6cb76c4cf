import { InstallError } from "../../error/install-error.ts";

/** What npm meant to say, as an error with a way out; the head of its own words is the cause. */
export function explainNpm(target: string, words: string): InstallError {
  const cause = words
    .split("\n")
    .filter((line) => !/A complete log of this run|npm warn/i.test(line))
    .slice(0, 15)
    .join("\n")
    .trim();
  const code = /npm (?:error|ERR!) code (\w+)/.exec(words)?.[1] ?? "";
  if (code === "E404" || code === "ETARGET" || code === "ENOVERSIONS") {
    return new InstallError(`There is no npm package ${target}.`, {
      code: "PACKAGE_NOT_FOUND",
      cause,
      hint: "Check the name and the version. For a private registry npm needs a login: npm login.",
    });
  }
  if (code === "EINTEGRITY") {
    return new InstallError(`${target} was not installed: what was downloaded is not what airdock.lock says.`, {
      code: "DIGEST_MISMATCH",
      cause,
      hint: "Somebody changed the package, or airdock.lock. If the change is meant, write the lock anew: airdock install --upgrade SOURCE",
    });
  }
  if (/ENOENT/.test(words) && code === "") {
    return new InstallError(`${target} could not be installed: there is no npm here.`, {
      code: "INSTALL_FAILED",
      cause,
      hint: "npm comes with Node: is its folder on PATH?",
    });
  }
  const unreachable = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT)$/.test(code);
  return new InstallError(
    `${target} could not be installed${unreachable ? ": the package registry cannot be reached" : ""}.`,
    {
      code: "INSTALL_FAILED",
      cause,
      retryable: unreachable,
      hint: unreachable
        ? "Check the network and proxy; npm reads its own settings (.npmrc, npm config)."
        : "npm's own words are the cause. The package's page may know it.",
    },
  );
}
