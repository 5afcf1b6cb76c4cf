import type { Resolution } from "../retry/resolution.ts";

/** What a retriever has to do with its pages, because an error handler said so. */
export type PageAction = "RESET_PAGINATION" | "REDUCE_PAGE_SIZE" | "SPLIT_REQUEST_WINDOW";

/** Thrown by the HTTP client to the retriever: the answer is no page, the pages are to be asked for in another way. */
export class PageSignal extends Error {
  override readonly name = "PageSignal";
  readonly action: PageAction;
  readonly resolution: Resolution;

  constructor(action: PageAction, resolution: Resolution) {
    super(`The answer asks for ${action}.`);
    this.action = action;
    this.resolution = resolution;
  }
}
