import type { MessageWriter } from "../stream/message-writer.ts";
import type { SecretFilter } from "../stream/secret-filter.ts";
import type { HttpRequest } from "./http-request.ts";
import type { HttpResponse } from "./http-response.ts";

/** Characters of a body that are shown. */
const shown = 2000;
const secretHeader = /^(?:authorization|cookie|.*(?:token|key|secret|session).*)$/iu;

/** Writes each request and its answer to the log: without the config's secrets and the values of headers that carry credentials. */
export function traceRequests(
  messages: MessageWriter,
  secrets: SecretFilter,
): (request: HttpRequest, response: HttpResponse) => void {
  return (request, response) => {
    const headers = Object.entries(request.headers).map(
      ([name, value]) => `${name}: ${secretHeader.test(name) ? "****" : value}`,
    );
    const sent = [`${request.method} ${request.url}`, ...headers, request.body ?? ""].join("\n");
    // What is cut first would leave the beginning of a secret that is cut in two.
    const body = secrets.redact(response.bytes.toString("utf8")).slice(0, shown);
    messages.log("DEBUG", `${secrets.redact(sent)}\n-> ${response.status} ${response.reason}\n${body}`);
  };
}
