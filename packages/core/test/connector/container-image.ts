import { chmod, copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa, ExecaError } from "execa";

/** The image of the connector below: made from nothing but a static busybox, without any image registry. */
export const boxImage = "localhost/airdock-test/source-box:1.2.3";

/** A user of its own, as Airbyte's images have. */
const containerfile = `FROM localhost/airdock-test/base:1
COPY source-box /source-box
USER 1000:1000
ENTRYPOINT ["/source-box"]
LABEL io.airbyte.version=1.2.3
`;

/**
 * Makes the image by podman in a folder, with settings for podman in the file `containers.conf`. Gives the reason when that
 * is not possible here.
 */
export async function makeBoxImage(folder: string): Promise<string | undefined> {
  try {
    await execa("podman", ["version"]);
  } catch {
    return "no podman answers";
  }
  const busybox = await readFile("/bin/busybox").catch(() => undefined);
  if (busybox === undefined) return "no /bin/busybox (Debian: busybox-static)";
  const hasRunc = await execa("runc", ["--version"]).then(
    () => true,
    () => false,
  );
  if (process.getuid?.() !== 0 || !hasRunc) return "podman is tried as root with runc only";
  await writeFile(containersConf(folder), settings);
  const env = { CONTAINERS_CONF: containersConf(folder) };
  const bin = join(folder, "rootfs", "bin");
  await mkdir(bin, { recursive: true });
  await mkdir(join(folder, "rootfs", "tmp"));
  await chmod(join(folder, "rootfs", "tmp"), 0o1777);
  await copyFile("/bin/busybox", join(bin, "busybox"));
  await symlink("busybox", join(bin, "sh"));
  await writeFile(join(folder, "source-box"), connector, { mode: 0o755 });
  await writeFile(join(folder, "Containerfile"), containerfile);
  try {
    const archive = execa("tar", ["-C", join(folder, "rootfs"), "-c", "."], { encoding: "buffer" });
    await archive.pipe("podman", ["import", "-", "localhost/airdock-test/base:1"], { env });
    await execa("podman", ["build", "--network=none", "--tag", boxImage, folder], { env });
  } catch (error) {
    return `podman cannot make an image: ${describeError(error)}`;
  }
  // A network needs programs of the system's own, which may not be on PATH.
  return await execa("podman", ["run", "--rm", boxImage, "spec"], { env }).then(
    () => undefined,
    (error: unknown) => `podman starts no container with a network: ${describeError(error)}`,
  );
}

function describeError(error: unknown): string {
  return error instanceof ExecaError ? String(error.stderr) : String(error);
}

/** Removes the images again. */
export async function removeBoxImage(folder: string): Promise<void> {
  const env = { CONTAINERS_CONF: containersConf(folder) };
  await execa("podman", ["image", "rm", "--force", boxImage, "localhost/airdock-test/base:1"], { env, reject: false });
}

/** What podman is told by the variable CONTAINERS_CONF. */
export function containersConf(folder: string): string {
  return join(folder, "containers.conf");
}

const settings = `[containers]
default_ulimits = ["nofile=1000:1000", "nproc=1000:1000"]
[engine]
runtime = "runc"
`;

/** A connector in shell: `check` says what it sees; `read` does what words in its config say. */
const connector = `#!/bin/sh
command=$1
config=/nowhere
shift
while [ $# -gt 1 ]; do [ "$1" = --config ] && config=$2; shift 2; done
says() { /bin/busybox grep -q "\\"$1\\"" "$config"; }
record() { echo '{"type":"RECORD","record":{"stream":"box","emitted_at":1,"data":{"id":1}}}'; }
case $command in
spec) echo '{"type":"SPEC","spec":{"connectionSpecification":{"type":"object","properties":{"token":{"type":"string","airbyte_secret":true}}}}}' ;;
check)
  says migrate && echo '{"migrated":true}' > "$config"
  user=$(/bin/busybox id -u)
  names=$(/bin/busybox env | /bin/busybox cut -d= -f1 | /bin/busybox sort | /bin/busybox tr '\\n' ' ')
  files=$(cd /airdock && echo *)
  links=$(/bin/busybox ls /sys/class/net | /bin/busybox tr '\\n' ' ')
  memory=$(/bin/busybox cat /sys/fs/cgroup/memory.max 2>/dev/null || /bin/busybox cat /sys/fs/cgroup/memory/memory.limit_in_bytes)
  echo '{"type":"CONNECTION_STATUS","connectionStatus":{"status":"SUCCEEDED","message":"'"user=$user; files=$files; links=$links; memory=$memory; environment=$names"'"}}' ;;
discover) echo '{"type":"CATALOG","catalog":{"streams":[{"name":"box","json_schema":{"type":"object"},"supported_sync_modes":["full_refresh"]}]}}' ;;
read)
  says ignoreSigterm && trap '' TERM
  record
  says hang && while :; do /bin/busybox sleep 1; done
  says eat && exec /bin/busybox tail /dev/zero
  exit 0 ;;
esac
`;
