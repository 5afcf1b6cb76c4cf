import { firstDocument } from "../decode/first-document.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { asDouble } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PaginatorOptions } from "./paginator-options.ts";
import type { PaginationStrategy } from "./pagination-strategy.ts";
import { evaluatePageSize, readPageSize } from "./read-page-size.ts";

/** Counts the records read. Ends after a page that is empty, or not full where the size is known; the size may depend on the answer. */
export function offsetIncrement(component: Component, { config, decoder }: PaginatorOptions): PaginationStrategy {
  const written = readPageSize(component);
  const template =
    typeof written === "string" && written !== "" ? new Template(written, config, component.parameters) : undefined;
  return {
    initialToken: component.flag("inject_on_first_request") ? 0 : null,
    pageSize: () => (written === undefined || written === "" ? undefined : evaluatePageSize(component, config)),
    async nextToken({ response, size: read, token, pageSize }) {
      const count = response.extracted ?? read;
      const evaluated = template?.evaluate({ response: await firstDocument(decoder, response) });
      const wanted = pageSize ?? (evaluated === undefined ? written : evaluated);
      if (count === 0 || (wanted !== undefined && wanted !== null && count < (asDouble(wanted) ?? 0))) return null;
      if (token === null) return count;
      if (typeof token !== "number")
        throw new PythonError(
          "ValueError",
          `Last page token value ${printPython(token)} for OffsetIncrement pagination strategy was not an integer`,
        );
      return token + count;
    },
  };
}
