import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readExample } from "./read-example.ts";
import { runInFolder } from "./run-in-folder.ts";
import { runProgram } from "./run-program.ts";

test("manifest: a counterpart of a custom class", { timeout: 300_000 }, async () => {
  const api = createServer((_request, response) => void response.end('[{"id":1,"name":"Ada"}]'));
  await once(api.listen(0, "127.0.0.1"), "listening");
  const { port } = api.address() as AddressInfo;
  const classes = "transformations: [{ type: CustomTransformation, class_name: source_shop.components.Shout }]";
  try {
    const printed = await runInFolder(async (folder) => {
      const text = manifest(port).replace("    name: users\n", `    name: users\n    ${classes}\n`);
      await writeFile(join(folder, "source-shop.yaml"), text);
      const read = readExample("manifest-source")
        .replace("./manifest.yaml", "./source-shop.yaml")
        .replace("manifestRunner()", 'manifestRunner({ counterparts: "./counterparts.ts" })');
      return runProgram(folder, { "counterparts.ts": readExample("counterparts"), "read.ts": read });
    });
    expect(printed).toBe("1 ADA\n");
  } finally {
    api.closeAllConnections();
    api.close();
  }
});

test("manifest: a source without Python", { timeout: 300_000 }, async () => {
  const api = createServer((request, response) => {
    const known = request.headers.authorization === "Bearer secret" && request.url === "/users";
    response.writeHead(known ? 200 : 401).end(known ? '[{"id":1,"name":"Ada"},{"id":2,"name":"Rex"}]' : "{}");
  });
  await once(api.listen(0, "127.0.0.1"), "listening");
  const { port } = api.address() as AddressInfo;
  try {
    const printed = await runInFolder(async (folder) => {
      await writeFile(join(folder, "manifest.yaml"), manifest(port));
      return runProgram(folder, { "read.ts": readExample("manifest-source") });
    });
    expect(printed).toBe("1 Ada\n2 Rex\n");
  } finally {
    api.closeAllConnections();
    api.close();
  }
});

function manifest(port: number): string {
  return `version: 6.0.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [users] }
streams:
  - type: DeclarativeStream
    name: users
    schema_loader:
      type: InlineSchemaLoader
      schema: { type: object, properties: { id: { type: integer }, name: { type: string } } }
    retriever:
      type: SimpleRetriever
      requester:
        type: HttpRequester
        url_base: http://127.0.0.1:${port}
        path: users
        authenticator: { type: BearerAuthenticator, api_token: "{{ config['token'] }}" }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [] } }
spec: { type: Spec, connection_specification: { type: object, properties: { token: { type: string } } } }
`;
}
