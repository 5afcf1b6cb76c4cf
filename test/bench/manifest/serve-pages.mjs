/** An API with pages of 1,000 records: prints its address, ends with its standard input. The texts of 50 pages are served again and again. */
import { once } from "node:events";
import { createServer } from "node:http";
import { shapes } from "../shape.ts";

const [shape] = shapes;
const pages = Array.from({ length: 50 }, (_page, page) => {
  const items = Array.from({ length: 1000 }, (_item, index) => shape?.createRecord(page * 1000 + index));
  return Buffer.from(JSON.stringify({ items }));
});
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  const page = Number(searchParams.get("page") ?? "0");
  const body = page * 1000 < Number(searchParams.get("rows")) ? pages[page % pages.length] : undefined;
  response.writeHead(200, { "Content-Type": "application/json" }).end(body ?? '{"items":[]}');
});
await once(server.listen(0, "127.0.0.1"), "listening");
console.log(`http://127.0.0.1:${server.address().port}`);
process.stdin.on("end", () => process.exit()).resume();
