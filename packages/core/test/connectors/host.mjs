// Not a connector but a program that runs one: starts a read, says "reading", and ends as it is told or waits.
import { once } from "node:events";

const [core, connector, projectFolder, ending, ...steps] = process.argv.slice(2);
const { createSource } = await import(core);
const source = createSource(connector, { projectFolder, config: { read: JSON.parse(steps[0]) } });
const reading = await source.openRead({ catalog: { streams: [] }, states: [] });
for await (const _messages of reading.messages) break;
console.log("reading");
if (ending === "exit") process.exit(0);
if (ending === "throw") throw new Error("an error nobody caught");
await once(process.stdin.resume(), "end");
