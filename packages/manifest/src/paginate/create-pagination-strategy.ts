import type { Component } from "../load/component.ts";
import { cursorPagination } from "./cursor-pagination.ts";
import type { PaginatorOptions } from "./paginator-options.ts";
import { offsetIncrement } from "./offset-increment.ts";
import { pageIncrement } from "./page-increment.ts";
import type { PaginationStrategy } from "./pagination-strategy.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The strategy of a `pagination_strategy` component. */
export function createPaginationStrategy(component: Component, options: PaginatorOptions): PaginationStrategy {
  switch (component.type) {
    case "CursorPagination":
      return cursorPagination(component, options);
    case "OffsetIncrement":
      return offsetIncrement(component, options);
    case "PageIncrement":
      return pageIncrement(component, options.config);
    default:
      throw new UnsupportedComponent(component);
  }
}
