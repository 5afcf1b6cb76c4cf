export { createMemoryCache, type MemoryCache } from "./memory-cache.ts";
export { createMessageSource, type MessageSourceOptions } from "./message-source.ts";
export { createTestSource, type TestSourceOptions, type TestStream } from "./test-source.ts";
