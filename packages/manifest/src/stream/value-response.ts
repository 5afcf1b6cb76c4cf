import { dumpPythonJson } from "../python/dump-python-json.ts";
import type { PythonValue } from "../python/value.ts";
import { HttpResponse } from "../request/http-response.ts";
import { ResponseHeaders } from "../request/response-headers.ts";

/** A value as the body of an answer, for extractors that read answers. */
export function createValueResponse(value: PythonValue): HttpResponse {
  return new HttpResponse({
    request: { method: "GET", url: "", headers: {}, body: undefined },
    status: 200,
    reason: "",
    url: "",
    headers: new ResponseHeaders([]),
    body: Buffer.from(dumpPythonJson(value)),
  });
}
