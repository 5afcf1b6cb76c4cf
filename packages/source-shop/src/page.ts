import type { Message } from "./message.ts";

/** Messages to print in one go, and how many milliseconds to wait after them. `failed` makes the exit status 1. */
export interface Page {
  messages: Message[];
  delay?: number;
  failed?: boolean;
}
