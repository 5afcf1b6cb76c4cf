import { HttpResponse } from "../request/http-response.ts";
import type { RequestError } from "../request/request-error.ts";
import type { Resolution } from "./resolution.ts";

/** Judgement of an answer nothing else is said about, by status or by python-requests' name of the exception. Source: the CDK's default error mapping. */
const byStatus: Readonly<Record<string, Resolution>> = {
  InvalidSchema: {
    action: "FAIL",
    failureType: "config_error",
    message:
      "Invalid Protocol Schema: The endpoint that data is being requested from is using an invalid or insecure. Exception: requests.exceptions.InvalidSchema",
  },
  // What the transport refuses says itself why.
  RefusedRedirect: { action: "FAIL", failureType: "config_error", message: "" },
  InvalidURL: {
    action: "RETRY",
    failureType: "transient_error",
    message:
      "Invalid URL specified or DNS error occurred: The endpoint that data is being requested from is not a valid URL. Exception: requests.exceptions.InvalidURL",
  },
  400: fail(400, "system_error", "Bad request. Please check your request parameters."),
  401: fail(401, "config_error", "Unauthorized. Please ensure you are authenticated correctly."),
  403: fail(403, "config_error", "Forbidden. You don't have permission to access this resource."),
  404: fail(404, "system_error", "Not found. The requested resource was not found on the server."),
  405: fail(405, "system_error", "Method not allowed. Please check your request method."),
  408: retry(408, "Request timeout."),
  429: { ...retry(429, "Too many requests."), action: "RATE_LIMITED" },
  500: retry(500, "Internal server error."),
  502: retry(502, "Bad gateway."),
  503: retry(503, "Service unavailable."),
  504: retry(504, "Gateway timeout."),
};

/** The default judgement of a status; undefined for one that has none. */
export function resolutionOfStatus(status: number): Resolution | undefined {
  return byStatus[status];
}

/** The judgement of an answer that no filter is about and that is not below 400. Unknown statuses are tried again. */
export function resolveByDefault(outcome: HttpResponse | RequestError): Resolution {
  if (!(outcome instanceof HttpResponse))
    return byStatus[outcome.type] ?? unknown(`${outcome.type}: ${outcome.message}`);
  return byStatus[outcome.status] ?? unknown(describeStatus(outcome));
}

function unknown(message: string): Resolution {
  return { action: "RETRY", failureType: "system_error", message };
}

function describeStatus(response: HttpResponse): string {
  if (response.ok) return `Unexpected response with HTTP status ${response.status}`;
  const side = response.status < 500 ? "Client" : "Server";
  const problem = `${response.status} ${side} Error: ${response.reason} for url: ${response.url}`;
  return `Response was not ok: \`${problem}\`. Response content is: ${response.text()}`;
}

function fail(status: number, failureType: "system_error" | "config_error", reason: string): Resolution {
  return { action: "FAIL", failureType, message: `HTTP Status Code: ${status}. Error: ${reason}` };
}

function retry(status: number, reason: string): Resolution {
  return { action: "RETRY", failureType: "transient_error", message: `HTTP Status Code: ${status}. Error: ${reason}` };
}
