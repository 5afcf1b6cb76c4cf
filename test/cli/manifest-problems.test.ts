import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const broken = `version: 7.0.0
check: { type: CheckStream, stream_names: users }
definitions:
  selector: { type: RecordSelector, extractor: { type: DpathExtractor } }
streams:
  - type: DeclarativeStream
    name: users
    retriever:
      type: SimpleRetriever
      record_selector: { $ref: "#/definitions/selector" }
      requester:
        type: HttpRequester
        http_method: PATCH
        authenticator: { type: MagicAuthenticator }
extra: "#/definitions/selector"
`;

async function check(folder: string, text: string): Promise<readonly string[]> {
  await writeFile(join(folder, "m.yaml"), text);
  const run = await runAirdock(folder, ["check", "./m.yaml"]);
  expect(run.status).toBe(4);
  return run.stderr.split("\n").map((line) => line.trim());
}

inFolder("check lists all problems of a manifest with their lines and columns", async ({ folder }) => {
  const lines = await check(folder, broken);
  expect(lines.filter((line) => line.startsWith("m.yaml"))).toEqual([
    "m.yaml:2:43 check.stream_names: CheckStream.stream_names must be a list, and is users",
    "m.yaml:4:48 streams[0].retriever.record_selector.extractor: DpathExtractor lacks field_path",
    "m.yaml:13:22 streams[0].retriever.requester.http_method: HttpRequester.http_method is PATCH, not one of GET, POST",
    expect.stringMatching(
      /^m\.yaml:14:24 streams\[0\]\.retriever\.requester\.authenticator: .*unknown type MagicAuthenticator: one of/u,
    ),
    "m.yaml:15:8 extra: DeclarativeSource has no extra",
  ]);
});

inFolder("check lists all references that lead nowhere or to themselves", async ({ folder }) => {
  const lines = await check(folder, `${broken.replace('definitions/selector" }', 'nowhere" }')}b: "#/c"\nc: "#/b"\n`);
  expect(lines.filter((line) => line.startsWith("m.yaml"))).toEqual([
    "m.yaml:10:24 streams[0].retriever.record_selector: Undefined reference nowhere from #/nowhere",
    "m.yaml:16:4 b: Circular reference found: #/c",
  ]);
});

inFolder("a manifest that is no YAML is refused with the place", async ({ folder }) => {
  const text = (await check(folder, "version: 7.0.0\nstreams: [\n  a: }\n")).join(" ");
  expect(text).toContain("The manifest is not readable as YAML");
  expect(text).toContain("at line 3, column 6");
});
