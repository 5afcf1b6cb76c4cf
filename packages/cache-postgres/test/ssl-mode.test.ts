import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresServer } from "@airdock-test/postgres-server";
import { Client } from "pg";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { createPostgresCache } from "../src/index.ts";
import { type ConnectCase, type ConnectOutcome, installLibpq } from "./libpq.ts";
import { type Certificates, makeCertificates, whyNoCertificates } from "./make-certificates.ts";

/** A server with and one without encryption, and what a client may find on its disk. */
interface Scene {
  readonly plain: PostgresServer;
  readonly encrypted: PostgresServer;
  readonly certificates: Certificates;
  /** A home without anything, and homes with a root certificate where libpq looks for it. */
  readonly homes: { readonly empty: string; readonly root: string; readonly other: string };
}

const roles = ["either", "tls_only", "plain_only", "wrong_password"] as const;
const modes = [undefined, "disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

const folder = await mkdtemp(join(tmpdir(), "airdock-tls-"));
const noCertificates = await whyNoCertificates();
const libpq = noCertificates ?? (await installLibpq(join(folder, "python")));
const scene = noCertificates === undefined ? await setScene() : undefined;

afterEach(() => vi.unstubAllEnvs());

afterAll(async () => {
  await scene?.plain[Symbol.asyncDispose]();
  await scene?.encrypted[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe.skipIf(scene === undefined)(`sslmode${noCertificates === undefined ? "" : ` (${noCertificates})`}`, () => {
  test.skipIf(typeof libpq === "string")(
    `connects where libpq does, encrypted where it is${typeof libpq === "string" ? ` (${libpq})` : ""}`,
    { timeout: 240_000 },
    async () => {
      if (scene === undefined || typeof libpq === "string") return;
      const cases = [...modeCases(scene), ...otherCases(scene)];
      const theirs = await libpq.connectAll(cases);
      const ours: ConnectOutcome[] = [];
      for (const one of cases) ours.push(await connectOnce(one));
      const spell = (outcomes: readonly ConnectOutcome[]): readonly string[] =>
        cases.map(({ url, env }, at) => `${outcomes[at]}: ${url} ${JSON.stringify(env)}`);
      expect(spell(ours)).toEqual(spell(theirs));
      expect(new Set(theirs).size).toBe(3);
    },
  );

  test.for([
    { query: "sslmode=verify-ca", says: /sslmode=verify-ca needs sslrootcert/ },
    { query: "sslmode=verify-full", says: /sslmode=verify-full needs sslrootcert/ },
    { query: "sslmode=require&sslrootcert=system", says: /sslrootcert=system needs sslmode=verify-full/ },
    { query: "sslmode=perhaps", says: /sslmode that does not exist; there are disable, allow, prefer/ },
    { query: "sslmode=prefer&sslnegotiation=direct", says: /sslnegotiation=direct needs sslmode=require/ },
  ])("$query is refused before anything is sent, with the reason", ({ query, says }) => {
    vi.stubEnv("HOME", scene?.homes.empty);
    expect(() => createPostgresCache(`postgres://u:hush@localhost/db?${query}`)).toThrow(
      expect.objectContaining({ code: "CACHE_URL_INVALID", message: expect.stringMatching(says) }),
    );
  });

  test.for([
    { role: "tls_only", query: "?sslmode=disable", says: /without encryption/, hint: /sslmode=require/ },
    { role: "plain_only", query: "?sslmode=require", says: /over an encrypted connection/, hint: /sslmode/ },
  ])("a server that minds encryption: $role with $query says so", async ({ role, query, says, hint }) => {
    if (scene === undefined) return;
    await using cache = createPostgresCache(`${urlOf(scene.encrypted, role, "localhost")}${query}`);
    const message = expect.stringMatching(says);
    await expect(cache.open()).rejects.toMatchObject({ message, hint: expect.stringMatching(hint) });
  });
});

/** Every mode with every kind of role, root certificate and name of the host, at both servers. */
function modeCases({ plain, encrypted, certificates, homes }: Scene): readonly ConnectCase[] {
  const roots = [undefined, certificates.root.path, certificates.otherRoot.path, join(folder, "none.crt"), "system"];
  return [plain, encrypted].flatMap((server) =>
    ["localhost", "127.0.0.1"].flatMap((host) =>
      roles.flatMap((role) =>
        modes.flatMap((mode) =>
          roots.map((root) => {
            const query = [mode && `sslmode=${mode}`, root && `sslrootcert=${root}`].filter(Boolean).join("&");
            return { url: `${urlOf(server, role, host)}?${query}`, env: { HOME: homes.empty } };
          }),
        ),
      ),
    ),
  );
}

function otherCases({ plain, encrypted, certificates, homes }: Scene): readonly ConnectCase[] {
  const [tls, no] = [urlOf(encrypted, "tls_only", "localhost"), urlOf(plain, "either", "localhost")];
  const { client, root, otherRoot } = certificates;
  const env = { HOME: homes.empty };
  const cert = urlOf(encrypted, "cert_only", "localhost");
  const several = (hosts: string, role: string): string => tls.replace(/tls_only(:[^@]*)@[^/]*/, `${role}$1@${hosts}`);
  const away = "localhost:1";
  return [
    ...modes.flatMap((mode) =>
      [homes.root, homes.other].map((home) => ({
        url: `${tls}${mode ? `?sslmode=${mode}` : ""}`,
        env: { HOME: home },
      })),
    ),
    ...modes.map((mode) => ({ url: tls, env: { ...env, ...(mode ? { PGSSLMODE: mode } : {}) } })),
    { url: tls, env: { ...env, PGSSLROOTCERT: root.path, PGSSLMODE: "verify-full" } },
    { url: tls, env: { ...env, PGSSLROOTCERT: otherRoot.path, PGSSLMODE: "verify-full" } },
    { url: tls, env: { ...env, PGSSLROOTCERT: "system" } },
    { url: `${tls}?sslmode=disable`, env: { ...env, PGSSLMODE: "require" } },
    { url: no, env: { ...env, PGREQUIRESSL: "1" } },
    { url: cert, env },
    { url: `${cert}?sslcert=${client.cert.path}&sslkey=${client.key.path}`, env },
    { url: cert, env: { ...env, PGSSLCERT: client.cert.path, PGSSLKEY: client.key.path, PGSSLMODE: "require" } },
    { url: `${cert}?sslcert=${client.cert.path}&sslkey=${client.key.path}&sslcertmode=disable`, env },
    { url: `${cert}?sslmode=require&sslcert=${client.cert.path}&sslkey=${join(folder, "none.key")}`, env },
    { url: `${cert}?sslmode=require&sslcert=${client.cert.path}&sslkey=${join(folder, "open.key")}`, env },
    { url: `${tls}?channel_binding=require`, env },
    { url: `${tls}?channel_binding=require&sslmode=disable`, env },
    { url: `${no}?channel_binding=require`, env },
    { url: `${no}?channel_binding=prefer`, env },
    { url: no, env: { ...env, PGCHANNELBINDING: "require" } },
    { url: `${urlOf(encrypted, "trusted", "localhost")}?channel_binding=require`, env },
    { url: `${urlOf(encrypted, "trusted", "localhost")}?channel_binding=prefer`, env },
    { url: `${urlOf(encrypted, "by_password", "localhost")}?channel_binding=require`, env },
    { url: `${urlOf(encrypted, "by_password", "localhost")}?channel_binding=prefer`, env },
    { url: `${tls}?ssl=true`, env },
    { url: `${no}?ssl=true`, env },
    { url: several(`${away},localhost:${encrypted.port}`, "tls_only"), env },
    { url: `${several(`${away},localhost:${encrypted.port}`, "tls_only")}?sslmode=require`, env },
    { url: several(`localhost:${plain.port},localhost:${encrypted.port}`, "tls_only"), env },
    { url: `${several(`localhost:${plain.port},localhost:${encrypted.port}`, "either")}?sslmode=require`, env },
    {
      url: `${several(`localhost:${plain.port},localhost:${encrypted.port}`, "either")}?target_session_attrs=standby`,
      env,
    },
    {
      url: `${several(`localhost:${plain.port},localhost:${encrypted.port}`, "either")}?target_session_attrs=primary`,
      env,
    },
    { url: `${several(`localhost:${plain.port}`, "either")}?target_session_attrs=prefer-standby`, env },
    { url: `${tls.replace("localhost", "elsewhere.invalid")}?hostaddr=127.0.0.1`, env },
    {
      url: `${tls.replace("localhost", "elsewhere.invalid")}?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=${root.path}`,
      env,
    },
    {
      url: `${tls}?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=${root.path}`,
      env,
    },
  ];
}

async function connectOnce({ url, env }: ConnectCase): Promise<ConnectOutcome> {
  for (const name of Object.keys(process.env)) if (name.startsWith("PG")) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    await using cache = createPostgresCache(url);
    const sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    const [row] = (await cache.query(sql)).rows;
    return row?.[0] === true ? "encrypted" : "plain";
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^CACHE_(URL_INVALID|UNAVAILABLE)$/) });
    return "refused";
  } finally {
    vi.unstubAllEnvs();
  }
}

function urlOf(server: PostgresServer, role: string, host: string): string {
  const url = server.url("postgres", role).replace("127.0.0.1", host);
  return role === "wrong_password" ? url.replace(/:[^:@]*@/, ":hush@") : url;
}

async function setScene(): Promise<Scene> {
  const certificates = await makeCertificates(folder, "cert_only");
  const { server, root, client, otherRoot } = certificates;
  const access = [
    "hostssl all tls_only all scram-sha-256",
    "hostnossl all plain_only all scram-sha-256",
    "hostssl all cert_only all cert",
    "host all trusted all trust",
    "host all by_password all password",
    "host all cert_only,tls_only,plain_only all reject",
    "host all all all scram-sha-256",
  ];
  const tls = { cert: server.cert.text, key: server.key.text, root: root.text };
  const [plain, encrypted] = await Promise.all([
    PostgresServer.start({ access }),
    PostgresServer.start({ access, tls }),
  ]);
  for (const { url } of [plain, encrypted].map((one) => ({ url: one.url() }))) await makeRoles(url, plain.password);
  const home = async (name: string, rootText?: string): Promise<string> => {
    await mkdir(join(folder, name, ".postgresql"), { recursive: true });
    if (rootText !== undefined) await writeFile(join(folder, name, ".postgresql", "root.crt"), rootText);
    return join(folder, name);
  };
  await writeFile(join(folder, "open.key"), client.key.text, { mode: 0o644 });
  // What this machine trusts, for sslrootcert=system.
  process.env["SSL_CERT_FILE"] = root.path;
  const homes = {
    empty: await home("empty"),
    root: await home("rooted", root.text),
    other: await home("other", otherRoot.text),
  };
  return { plain, encrypted, certificates, homes };
}

async function makeRoles(url: string, password: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const role of [...roles, "cert_only", "trusted", "by_password"])
    await client.query(`create role ${role} login password ${client.escapeLiteral(password)}`);
  await client.end();
}
