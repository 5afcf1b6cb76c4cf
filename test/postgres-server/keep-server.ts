import { PostgresServer } from "./postgres-server.ts";

/**
 * `node keep-server.ts`: keeps a server until standard input ends, which it does however the process ends that started this
 * one. Says the server's URL.
 */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
await using server = await PostgresServer.start({ durable: process.argv.includes("--durable") });
console.log(server.url());
process.stdin.resume();
await new Promise((resolve) => process.stdin.once("close", resolve));
