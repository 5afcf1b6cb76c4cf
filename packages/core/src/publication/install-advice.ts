import { published } from "./published.ts";

/**
 * How to install packages for Node, as a command or, for Airdock's own while they are not on npm, as the way by a clone's archives.
 * `flags` go to npm, such as `--save-dev`.
 */
export function installAdvice(name: string, flags = ""): string {
  const command = `npm install ${flags === "" ? "" : `${flags} `}`;
  return canBeFetched(name)
    ? `${command}${name}`
    : `${name} is not on npm yet. Run in the clone of Airdock: npm run archives. Then here: ${command}CLONE/archives/*.tgz`;
}

/** False for a package of ours that is not on npm: under that name there may be anything. */
export function canBeFetched(name: string): boolean {
  return published || !(name === "airdock" || name.startsWith("@airdock/"));
}
