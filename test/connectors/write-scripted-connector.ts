import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Script } from "./base/script.mjs";

/**
 * Writes an executable of its own into a folder which plays a script whatever its config is: for tests
 * that need a certain spec, or look at the config. Returns its absolute path.
 */
export async function writeScriptedConnector(
  folder: string,
  script: Script,
  name = "source-scripted",
): Promise<string> {
  const player = new URL("./base/script.mjs", import.meta.url).href;
  const file = join(folder, `${name}.mjs`);
  await writeFile(
    file,
    `#!/usr/bin/env node\nimport { playScript } from ${JSON.stringify(player)};\nawait playScript(${JSON.stringify(script)});\n`,
    { mode: 0o755 },
  );
  return file;
}
