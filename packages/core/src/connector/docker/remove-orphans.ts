import { isAbandoned } from "../owner-prefix.ts";
import type { ContainerEngine } from "./container-engine.ts";
import { runProgram } from "../run-program.ts";

const removed = new Map<string, Promise<void>>();

/** Removes the containers of processes that were killed. Once per process and engine is enough. */
export function removeOrphans(engine: ContainerEngine): Promise<void> {
  const running = removed.get(engine.name) ?? findAndRemove(engine);
  removed.set(engine.name, running);
  return running;
}

async function findAndRemove({ file, removal }: ContainerEngine): Promise<void> {
  const { stdout } = await runProgram(file, ["ps", "--all", "--filter=name=airdock-", "--format={{.Names}}"]);
  const names = stdout.split(/\s+/).filter(isAbandoned);
  if (names.length > 0) await runProgram(file, [...removal, ...names]);
}
