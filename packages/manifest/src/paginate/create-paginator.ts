import type { Component } from "../load/component.ts";
import { PythonError } from "../python/python-error.ts";
import { printPython } from "../python/print-python.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonDict } from "../python/value.ts";
import { mergeOptions } from "../request/merge-options.ts";
import { createRequestOption, type RequestOption } from "../request/request-option.ts";
import { createPaginationStrategy } from "./create-pagination-strategy.ts";
import type { PaginatorOptions } from "./paginator-options.ts";
import { noPagination, type Paginator } from "./paginator.ts";

/** The paginator of a `paginator` component; without one there is one page. */
export function createPaginator(component: Component | undefined, options: PaginatorOptions): Paginator {
  if (component === undefined || component.type === "NoPagination") return noPagination;
  const { config, isWanted } = options;
  const strategy = createPaginationStrategy(component.required("pagination_strategy"), options);
  const sizeComponent = component.child("page_size_option");
  const sizeOption = sizeComponent === undefined ? undefined : createRequestOption(sizeComponent, config);
  const tokenComponent = component.child("page_token_option");
  const inPath = tokenComponent?.type === "RequestPath";
  const tokenOption = tokenComponent === undefined || inPath ? undefined : createRequestOption(tokenComponent, config);
  if (sizeOption !== undefined && !isTrue(strategy.pageSize() ?? null))
    throw new PythonError(
      "ValueError",
      "page_size_option cannot be set if the pagination strategy does not have a page_size",
    );
  refuseSameField(sizeOption, tokenOption);
  return {
    initialToken: () => strategy.initialToken,
    nextToken: (page) => {
      if (page.lastRecord !== undefined && isWanted?.(page.lastRecord) === false) return null;
      return strategy.nextToken(page);
    },
    path: (token) =>
      inPath && token !== null && isTrue(token.next_page_token) ? printPython(token.next_page_token) : undefined,
    options: (target, token, pageSize) => {
      const added: PythonDict = {};
      if (tokenOption?.target === target && token !== null && token.next_page_token !== null)
        tokenOption.inject(added, token.next_page_token);
      const size = pageSize ?? (sizeOption?.target === target ? strategy.pageSize() : undefined);
      if (sizeOption?.target === target && isTrue(size ?? null)) sizeOption.inject(added, size ?? null);
      return added;
    },
    pageSize: () => strategy.pageSize(),
  };
}

function refuseSameField(first: RequestOption | undefined, second: RequestOption | undefined): void {
  if (first === undefined || second === undefined || first.target !== second.target) return;
  const samples = [first, second].map((option, index) => {
    const sample: PythonDict = {};
    option.inject(sample, `dummy_value_${index}`);
    return sample;
  });
  mergeOptions(samples, first.target === "body_json");
}
