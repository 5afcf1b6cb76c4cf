import { keepPostgres } from "./keep-postgres.ts";

/** Gives the tests of a run one server; they find it by AIRDOCK_TEST_POSTGRES_URL. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await keepPostgres();
  process.env["AIRDOCK_TEST_POSTGRES_URL"] = server.url;
  return async () => await server[Symbol.asyncDispose]();
}
