import type { ComponentFields } from "./component-fields.ts";

/** The components of paging. Source: Airbyte's declarative component schema, CDK 7.39.1. */
export const pageFields: ComponentFields = {
  DefaultPaginator: {
    "type!": "'DefaultPaginator'",
    "pagination_strategy!": "PageIncrement | OffsetIncrement | CursorPagination | CustomPaginationStrategy",
    page_size_option: "RequestOption",
    page_token_option: "RequestOption | RequestPath",
  },
  NoPagination: { "type!": "'NoPagination'" },
  PageIncrement: {
    "type!": "'PageIncrement'",
    page_size: "integer | text",
    start_from_page: "integer",
    inject_on_first_request: "boolean",
  },
  OffsetIncrement: { "type!": "'OffsetIncrement'", page_size: "integer | text", inject_on_first_request: "boolean" },
  CursorPagination: {
    "type!": "'CursorPagination'",
    "cursor_value!": "text",
    page_size: "integer | text",
    stop_condition: "text",
  },
  CustomPaginationStrategy: { "type!": "'CustomPaginationStrategy'", "class_name!": "text" },
  PaginationReset: {
    "type!": "'PaginationReset'",
    "action!": "'SPLIT_USING_CURSOR' | 'RESET'",
    limits: "PaginationResetLimits",
  },
  PaginationResetLimits: { "type!": "'PaginationResetLimits'", number_of_records: "integer" },
  PageSizeReduction: {
    "type!": "'PageSizeReduction'",
    reduction_factor: "number>1",
    minimum_page_size: "integer>=1",
    max_attempts: "integer>=1",
    backoff_seconds: "number>=0",
    retries_at_minimum_page_size: "integer>=0",
    failure_message: "text",
    reset_policy: "'NEVER' | 'AFTER_SUCCESSFUL_PAGE'",
  },
  RequestWindowSplitting: { "type!": "'RequestWindowSplitting'", failure_message: "text", min_split_window: "text" },
};
