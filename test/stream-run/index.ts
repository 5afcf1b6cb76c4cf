export { beginStream, planStream, readRows, runStart, StreamRun, streamState } from "./stream-run.ts";
