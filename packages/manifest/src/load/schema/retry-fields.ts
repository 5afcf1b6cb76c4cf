import type { ComponentFields } from "./component-fields.ts";

/** The components of judging answers and trying again. Source: Airbyte's declarative component schema, CDK 7.39.1. */
export const retryFields: ComponentFields = {
  DefaultErrorHandler: {
    "type!": "'DefaultErrorHandler'",
    backoff_strategies:
      "[ConstantBackoffStrategy | ExponentialBackoffStrategy | WaitTimeFromHeader | WaitTimeFromResponse | WaitUntilTimeFromHeader | CustomBackoffStrategy]",
    max_retries: "integer | text",
    response_filters: "[HttpResponseFilter]",
  },
  CompositeErrorHandler: {
    "type!": "'CompositeErrorHandler'",
    "error_handlers!": "[CompositeErrorHandler | DefaultErrorHandler | CustomErrorHandler]",
  },
  CustomErrorHandler: { "type!": "'CustomErrorHandler'", "class_name!": "text" },
  HttpResponseFilter: {
    "type!": "'HttpResponseFilter'",
    action:
      "'SUCCESS' | 'FAIL' | 'RETRY' | 'IGNORE' | 'RESET_PAGINATION' | 'RATE_LIMITED' | 'REFRESH_TOKEN_THEN_RETRY' | 'REDUCE_PAGE_SIZE' | 'SPLIT_REQUEST_WINDOW'",
    failure_type: "'system_error' | 'config_error' | 'transient_error'",
    error_message: "text",
    error_message_contains: "text",
    http_codes: "[integer]",
    predicate: "text",
  },
  ConstantBackoffStrategy: {
    "type!": "'ConstantBackoffStrategy'",
    "backoff_time_in_seconds!": "number>=0 | text",
    jitter_range_in_seconds: "number>=0",
  },
  ExponentialBackoffStrategy: {
    "type!": "'ExponentialBackoffStrategy'",
    factor: "number | text",
    jitter_range_in_seconds: "number>=0",
  },
  WaitTimeFromHeader: {
    "type!": "'WaitTimeFromHeader'",
    "header!": "text",
    regex: "text",
    max_waiting_time_in_seconds: "number | text",
  },
  WaitTimeFromResponse: {
    "type!": "'WaitTimeFromResponse'",
    "wait_time_in_seconds!": "text",
    max_waiting_time_in_seconds: "number | text",
  },
  WaitUntilTimeFromHeader: {
    "type!": "'WaitUntilTimeFromHeader'",
    "header!": "text",
    min_wait: "number | text",
    regex: "text",
    max_waiting_time_in_seconds: "number | text",
  },
  CustomBackoffStrategy: { "type!": "'CustomBackoffStrategy'", "class_name!": "text" },
};
