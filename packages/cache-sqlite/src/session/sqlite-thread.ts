import { parentPort, workerData } from "node:worker_threads";
import type { Database } from "better-sqlite3";
import { CommandRunner } from "./command-runner.ts";
import { openDatabase } from "./open-database.ts";
import type { OpenRequest, ThreadReply, ThreadRequest } from "./session-command.ts";
import { failureCode } from "./sqlite-failure.ts";
import { registerLoad } from "../load/register-load.ts";

/** The program of a session's thread: opens a database and does what it is told, one command after the other. */
const { default: Driver } = await import("better-sqlite3");
const { stopFlag } = workerData as { readonly stopFlag: Int32Array };
const port = parentPort;
let database: Database | undefined;
let runner: CommandRunner | undefined;

port?.on("message", (request: ThreadRequest) => {
  let reply: ThreadReply;
  try {
    reply = { id: request.id, answer: execute(request) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply = { id: request.id, failure: { message, code: failureCode(error) } };
  }
  port.postMessage(reply);
  if (request.kind === "close") port.close();
});

function execute(request: ThreadRequest): unknown {
  if (request.kind === "open") return open(request);
  if (runner !== undefined) return runner.execute(request);
  if (request.kind === "close") return undefined;
  throw new TypeError("The database of the session is not open.");
}

/** A database that was open before is closed first: the file may be another one by now. */
function open(request: OpenRequest): void {
  database?.close();
  database = undefined;
  runner = undefined;
  database = openDatabase(Driver, request);
  runner = new CommandRunner(database, registerLoad(database, stopFlag));
}
