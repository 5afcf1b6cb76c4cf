import { isDict } from "../python/is-dict.ts";
import { parseJson } from "../python/parse-json.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { parseLinks } from "./parse-links.ts";
import { charsetOf, createDecoder, decodeText } from "./decode-text.ts";
import type { HttpRequest } from "./http-request.ts";
import type { ResponseHeaders } from "./response-headers.ts";

/** What a response is made of. */
export interface HttpResponseParts {
  readonly request: HttpRequest;
  readonly status: number;
  readonly reason: string;
  readonly url: string;
  readonly headers: ResponseHeaders;
  /** The whole body, or a stream for decoders that read while it arrives. */
  readonly body: Buffer | AsyncIterable<Uint8Array>;
}

/** The answer to a request, its body decoded from its transfer and content encodings. */
export class HttpResponse {
  readonly request: HttpRequest;
  readonly status: number;
  readonly reason: string;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly headers: ResponseHeaders;
  /** The number of records its extractor found, once they were read: what page counting goes by. */
  extracted: number | undefined;
  readonly #body: Buffer | AsyncIterable<Uint8Array>;
  #parsed: { readonly value: PythonValue | undefined } | undefined;

  constructor(parts: HttpResponseParts) {
    this.request = parts.request;
    this.status = parts.status;
    this.reason = parts.reason;
    this.url = parts.url;
    this.headers = parts.headers;
    this.#body = parts.body;
  }

  /** Below 400: python-requests calls such a response true. */
  get ok(): boolean {
    return this.status < 400;
  }

  /** The `Link` header, parsed. */
  get links(): PythonDict {
    return parseLinks(this.headers.find("link"));
  }

  /** The whole body; empty for one that is streamed. */
  get bytes(): Buffer {
    return Buffer.isBuffer(this.#body) ? this.#body : Buffer.alloc(0);
  }

  /** The body piece by piece. */
  stream(): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
    return Buffer.isBuffer(this.#body) ? [this.#body] : this.#body;
  }

  /** The charset that the content type names. */
  get charset(): string | undefined {
    return charsetOf(this.headers.find("content-type"));
  }

  /** Whether the answer has no body by what it is: 204, 205, 304, and answers to HEAD. */
  get isBodiless(): boolean {
    return this.request.method === "HEAD" || [204, 205, 304].includes(this.status);
  }

  /** The body as text for people, by the charset of its content type. */
  text(): string {
    return decodeText(this.bytes, this.headers.find("content-type"));
  }

  /** The body as JSON; undefined where it is none. Parsed once, until {@link dropParsed}. */
  json(): PythonValue | undefined {
    this.#parsed ??= { value: parseBody(this.bytes, this.charset) };
    return this.#parsed.value;
  }

  /** Parse anew when JSON is asked for next: what was handed out is being changed. */
  dropParsed(): void {
    this.#parsed = undefined;
  }

  /** The body as a dict; empty where it is none. */
  dict(): PythonDict {
    const value = this.json();
    return isDict(value) ? value : {};
  }
}

const notNumbers = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gu;

/** Python also reads `NaN` and `Infinity`, which no JSON has: they are null here, as they would be printed. */
function parseBody(bytes: Buffer, charset: string | undefined): PythonValue | undefined {
  let text: string;
  try {
    text = createDecoder(charset ?? "utf-8").decode(bytes);
  } catch {
    return undefined;
  }
  try {
    return parseJson(text);
  } catch {
    if (!/NaN|Infinity/u.test(text)) return undefined;
  }
  try {
    return parseJson(text.replaceAll(notNumbers, (part) => (part.startsWith('"') ? part : "null")));
  } catch {
    return undefined;
  }
}
