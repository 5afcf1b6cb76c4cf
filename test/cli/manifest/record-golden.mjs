/**
 * Writes golden.json: the records of all manifests as the Python CDK reads them from an API without faults.
 * AIRDOCK_CDK_PYTHON names a Python that has airbyte-cdk 7.39.1; names of manifests may be given, else all are run.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApi } from "./api.ts";
import { listManifests, prepareFolder } from "./prepare-folder.ts";

const file = join(import.meta.dirname, "golden.json");
const golden = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : await listManifests()) golden[name] = await readByCdk(name);
await writeFile(file, `${JSON.stringify(golden)}\n`);

async function readByCdk(name) {
  const api = await startApi({ withFaults: false });
  const folder = await mkdtemp(join(tmpdir(), "airdock-cdk-"));
  try {
    await prepareFolder(folder, name, api.url);
    await writeFile(join(folder, "schemas", "__init__.py"), "");
    const [catalog] = (await runCdk(folder, name, "discover")).flatMap((message) => message.catalog ?? []);
    const streams = catalog?.streams.map((stream) => ({
      stream,
      sync_mode: stream["supported_sync_modes"].at(-1),
      destination_sync_mode: "append",
      cursor_field: stream["default_cursor_field"] ?? [],
    }));
    await writeFile(join(folder, "catalog.json"), JSON.stringify({ streams }));
    const records = Object.fromEntries((streams ?? []).map(({ stream }) => [String(stream["name"]), []]));
    for (const { record } of await runCdk(folder, name, "read", "--catalog", "catalog.json"))
      if (record !== undefined) records[record.stream]?.push(record.data);
    console.log(name, ...Object.entries(records).map(([stream, { length }]) => `${stream} ${length}`));
    return records;
  } finally {
    api.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function runCdk(folder, name, ...command) {
  const python = process.env["AIRDOCK_CDK_PYTHON"] ?? "python3";
  const args = [join(import.meta.dirname, "run_cdk.py"), `${name}.yaml`, ...command, "--config", "config.json"];
  return new Promise((resolve, reject) =>
    execFile(python, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
      if (error === null) resolve(lines.map((line) => JSON.parse(line)));
      else
        reject(
          new Error(
            `${name} ${command[0]}: ${stderr}\n${lines.filter((line) => /ERROR|FATAL/u.test(line)).join("\n")}`,
          ),
        );
    }),
  );
}
