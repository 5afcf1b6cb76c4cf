import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findMarkedPart } from "./marked-part.ts";
import { renderFileList } from "./render-file-list.ts";
import { renderPublicExports } from "./render-public-exports.ts";
import { repositoryRoot } from "./repository-root.ts";

/** Writes what is generated: the list of files in ARCHITECTURE.md and the list of public exports. */
function writeLists(): void {
  const architecture = join(repositoryRoot, "ARCHITECTURE.md");
  const { before, after } = findMarkedPart(readFileSync(architecture, "utf8"), "files");
  writeFileSync(architecture, `${before}${renderFileList()}\n${after}`);
  writeFileSync(join(repositoryRoot, "test/architecture/public-exports.md"), renderPublicExports());
}

writeLists();
