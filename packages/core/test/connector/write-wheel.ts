import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/** A Python package to be made. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly requiresPython?: string;
  readonly requires?: readonly string[];
  /** Console scripts by name; all are the same connector. Default: the name without `airbyte-`. */
  readonly scripts?: readonly string[];
}

/** Writes a wheel that holds a connector into a folder pip and uv can be pointed at (`--find-links`). */
export async function writeWheel(links: string, wheel: Wheel): Promise<void> {
  const module = wheel.name.replaceAll("-", "_");
  const folder = join(links, `${module}-${wheel.version}`);
  const information = join(folder, `${module}-${wheel.version}.dist-info`);
  await mkdir(join(folder, module), { recursive: true });
  await mkdir(information);
  const scripts = wheel.scripts ?? [wheel.name.replace(/^airbyte-/, "")];
  await writeFile(join(folder, module, "__init__.py"), connector(wheel.version));
  await writeFile(join(information, "METADATA"), metadata(wheel));
  await writeFile(
    join(information, "WHEEL"),
    "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  );
  await writeFile(
    join(information, "entry_points.txt"),
    `[console_scripts]\n${scripts.map((script) => `${script} = ${module}:run\n`).join("")}`,
  );
  const files = ["METADATA", "WHEEL", "entry_points.txt", "RECORD"].map(
    (file) => `${module}-${wheel.version}.dist-info/${file},,\n`,
  );
  await writeFile(join(information, "RECORD"), `${module}/__init__.py,,\n${files.join("")}`);
  const archive = join(links, `${module}-${wheel.version}-py3-none-any.whl`);
  await execa("python3", ["-m", "zipfile", "-c", archive, join(folder, module), information]);
}

function metadata({ name, version, requiresPython, requires = [] }: Wheel): string {
  const lines = ["Metadata-Version: 2.1", `Name: ${name}`, `Version: ${version}`];
  if (requiresPython !== undefined) lines.push(`Requires-Python: ${requiresPython}`);
  return `${[...lines, ...requires.map((requirement) => `Requires-Dist: ${requirement}`)].join("\n")}\n`;
}

/** Answers spec with its version and its surroundings as the title, check with SUCCEEDED and the names of what it was given beside the config. */
function connector(version: string): string {
  return `import json, os, sys

def run():
    environment = sorted(key for key in os.environ if key.startswith("PYTHON"))
    title = json.dumps({"version": "${version}", "python": sys.version_info[:2], "environment": environment, "prefix": sys.prefix})
    given = [os.path.basename(word) for word in sys.argv if word.endswith((".yaml", ".py"))]
    messages = {
        "spec": {"type": "SPEC", "spec": {"connectionSpecification": {"title": title}}},
        "check": {"type": "CONNECTION_STATUS", "connectionStatus": {"status": "SUCCEEDED", "message": " ".join(["grüße", *given])}},
    }
    print(json.dumps(messages[sys.argv[1]], ensure_ascii=False))
`;
}
