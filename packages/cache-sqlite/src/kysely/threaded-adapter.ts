import { SqliteAdapter } from "kysely";

/** SQLite with several connections at a time, each in a thread of its own. */
export class ThreadedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
