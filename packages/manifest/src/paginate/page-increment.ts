import type { Component } from "../load/component.ts";
import { PythonError } from "../python/python-error.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { PaginationStrategy } from "./pagination-strategy.ts";
import { evaluatePageSize } from "./read-page-size.ts";

/** Numbers pages. Ends after a page that is empty, or not full where the size is known. Counts what the extractor found. */
export function pageIncrement(component: Component, config: PythonDict): PaginationStrategy {
  const size = evaluatePageSize(component, config);
  const first = Number(component.value("start_from_page") ?? 0);
  return {
    initialToken: component.flag("inject_on_first_request") ? first : null,
    pageSize: () => size,
    nextToken: ({ response, size: read, token, pageSize }) => {
      if (pageSize !== undefined)
        throw new TracedError(
          "PageIncrement does not support reducing the page size while paginating: pages are addressed as page number * page size, so a smaller page size shifts every following page boundary and would skip records. Use OffsetIncrement or CursorPagination instead.",
          { failureType: "config_error", internalMessage: "PageIncrement received a page_size_override" },
        );
      const count = response.extracted ?? read;
      if (count === 0 || (size !== undefined && size !== 0 && count < size)) return null;
      if (token === null) return first + 1;
      if (typeof token !== "number")
        throw new PythonError(
          "ValueError",
          `Last page token value ${printPython(token)} for PageIncrement pagination strategy was not an integer`,
        );
      return token + 1;
    },
  };
}
