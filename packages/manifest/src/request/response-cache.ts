import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HttpRequest } from "./http-request.ts";
import { HttpResponse, type HttpResponseParts } from "./http-response.ts";

/** Bytes kept in memory; bodies beyond go to a private folder. */
const memoryLimit = 32 * 1024 * 1024;

type Entry = Omit<HttpResponseParts, "body"> & { readonly body: Buffer | string };

/** The answers of a sync's cached requests, so that parents are read once for all their children. By the stream's name, as in the CDK. */
export class ResponseCache implements Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #pending = new Map<string, Promise<HttpResponse>>();
  #size = 0;
  #folder: string | undefined;

  /** The kept answer, else that of `load`. A request asked twice at a time is sent once. */
  async obtain(name: string, request: HttpRequest, load: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const key = keyOf(name, request);
    await this.#pending.get(key)?.catch(() => undefined);
    const known = this.#find(key);
    if (known !== undefined) return known;
    const loading = load();
    this.#pending.set(key, loading);
    try {
      const response = await loading;
      this.#keep(key, response);
      return response;
    } finally {
      this.#pending.delete(key);
    }
  }

  /** Lets the answer to a request be fetched again. */
  forget(name: string, request: HttpRequest): void {
    this.#entries.delete(keyOf(name, request));
  }

  #find(key: string): HttpResponse | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    return new HttpResponse({ ...entry, body: typeof entry.body === "string" ? readFileSync(entry.body) : entry.body });
  }

  /** Keeps the answer to a GET or HEAD with status 200. */
  #keep(key: string, response: HttpResponse): void {
    const { request, status, reason, url, headers, bytes } = response;
    if (status !== 200 || !["GET", "HEAD"].includes(request.method)) return;
    this.#entries.set(key, { request, status, reason, url, headers, body: this.#store(bytes) });
  }

  [Symbol.dispose](): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#entries.clear();
  }

  #store(bytes: Buffer): Buffer | string {
    this.#size += bytes.length;
    if (this.#size <= memoryLimit) return bytes;
    this.#folder ??= mkdtempSync(join(tmpdir(), "airdock-responses-"));
    const file = join(this.#folder, String(this.#entries.size));
    writeFileSync(file, bytes, { mode: 0o600 });
    return file;
  }
}

function keyOf(name: string, request: HttpRequest): string {
  const headers = Object.entries(request.headers).map(([header, value]) => `${header.toLowerCase()}:${value}`);
  const parts = [name, request.method, request.url, request.body ?? "", ...headers.toSorted()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64");
}
