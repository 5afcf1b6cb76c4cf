import { firstDocument } from "../decode/first-document.ts";
import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { Template } from "../load/template.ts";
import { isTrue } from "../python/is-true.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict } from "../python/value.ts";
import type { PageSeen } from "./paginator.ts";
import type { PaginatorOptions } from "./paginator-options.ts";
import type { PaginationStrategy } from "./pagination-strategy.ts";
import { evaluatePageSize } from "./read-page-size.ts";

/** Takes the next token from the answer by a template. Ends where the stop condition holds or the token is falsy. */
export function cursorPagination(component: Component, options: PaginatorOptions): PaginationStrategy {
  const { config } = options;
  const size = evaluatePageSize(component, config);
  const value = new Template(component.text("cursor_value") ?? "", config, component.parameters);
  const stop = component.value("stop_condition");
  const written = typeof stop === "string" || typeof stop === "boolean" ? stop : undefined;
  const condition =
    written === undefined || written === "" ? undefined : new Condition(written, config, component.parameters);
  if (size === undefined) refusePageSizeVariable({ stop_condition: stop ?? null, cursor_value: value.source });
  return {
    initialToken: null,
    pageSize: () => size,
    async nextToken(page) {
      const context = await describePage(page, options, size);
      if (condition?.holds(context) === true) return null;
      const token = value.evaluate(context);
      return isTrue(token) ? token : null;
    },
  };
}

async function describePage(
  page: PageSeen,
  { decoder }: PaginatorOptions,
  size: number | undefined,
): Promise<PythonDict> {
  const { response, lastRecord, slice, size: count, pageSize } = page;
  return {
    response: await firstDocument(decoder, response),
    headers: { ...response.headers.written, link: response.links },
    last_record: lastRecord?.data ?? null,
    last_page_size: count,
    page_size: pageSize ?? size ?? null,
    stream_slice: slice,
  };
}

/** Without a page size the variable `page_size` has no value: the CDK refuses the manifest. */
function refusePageSizeVariable(templates: PythonDict): void {
  for (const [field, template] of Object.entries(templates)) {
    if (typeof template !== "string" || !/\{[{%](?:(?!\}\}|%\}).)*(?<![.\w'"])page_size\b(?!['"])/su.test(template))
      continue;
    throw new PythonError(
      "ValueError",
      `The \`${field}\` ${representPython(template)} reads the \`page_size\` interpolation variable, but the CursorPagination strategy it belongs to declares no \`page_size\`, so there is nothing to bind it to. The comparison would not fail either - it renders as the template string itself, which is truthy - so the pagination would end after the first page and the rest of the partition would be dropped silently. Declare \`page_size\` on the pagination strategy, or compare against a value the manifest defines, such as \`config['page_size']\`.`,
    );
  }
}
