import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/**
 * Writes a source archive of a connector, version 1.0.0, into a folder pip and uv can be pointed at; gives its SHA-256. Its build, which needs
 * nothing from elsewhere, makes the file that AIRDOCK_TEST_RAN names.
 */
export async function writeSourceArchive(links: string, name: string): Promise<string> {
  const module = name.replaceAll("-", "_");
  const inside = `${module}-1.0.0`;
  const folder = join(links, "sources", inside);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "PKG-INFO"), `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0.0\n`);
  await writeFile(join(folder, "pyproject.toml"), project(name));
  await writeFile(join(folder, "backend.py"), backend(name, module));
  const archive = join(links, `${inside}.tar.gz`);
  await execa("python3", ["-m", "tarfile", "-c", archive, inside], { cwd: join(links, "sources") });
  return createHash("sha256")
    .update(await readFile(archive))
    .digest("hex");
}

function project(name: string): string {
  return `[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "${name}"
version = "1.0.0"
`;
}

function backend(name: string, module: string): string {
  return `import os, zipfile

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    open(os.environ["AIRDOCK_TEST_RAN"], "w").close()
    file = "${module}-1.0.0-py3-none-any.whl"
    information = "${module}-1.0.0.dist-info/"
    with zipfile.ZipFile(os.path.join(wheel_directory, file), "w") as wheel:
        wheel.writestr("${module}.py", "def run(): pass")
        wheel.writestr(information + "METADATA", "Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0.0\\n")
        wheel.writestr(information + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(information + "entry_points.txt", "[console_scripts]\\n${name.replace(/^airbyte-/, "")} = ${module}:run\\n")
        wheel.writestr(information + "RECORD", "")
    return file
`;
}
