import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPublicExports } from "./render-public-exports.ts";
import { repositoryRoot } from "./repository-root.ts";

/** Writes what is generated: the list of public exports. */
function writeLists(): void {
  writeFileSync(join(repositoryRoot, "test/architecture/public-exports.md"), renderPublicExports());
}

writeLists();
