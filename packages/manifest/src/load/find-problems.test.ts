import { expect, test } from "vitest";
import { describeProblems } from "./describe-problems.ts";
import { loadManifest } from "./load-manifest.ts";

const text = `version: 6.0.0
check: { type: CheckStream, stream_names: [a] }
definitions:
  selector:
    extractor:
      type: DpathExtractor
streams:
  - name: a
    retriever:
      requester:
        url_base: https://example.com
        error_handler:
          response_filters:
            - action: GIVE_UP
      record_selector:
        $ref: "#/definitions/selector"
      paginator:
        type: DefaultPaginator
`;

test("all problems are listed with the place they stand at, behind references too", () => {
  const problems = loadManifest(text).problems;
  expect(describeProblems(problems, text, "m.yaml").split("\n")).toEqual([
    "The manifest has 3 problems:",
    expect.stringMatching(
      /^m\.yaml:14:23 streams\[0\]\.retriever\.requester\.error_handler\.response_filters\[0\]\.action: HttpResponseFilter\.action is GIVE_UP, not one of /u,
    ),
    "m.yaml:6:7 streams[0].retriever.record_selector.extractor: DpathExtractor lacks field_path",
    "m.yaml:18:9 streams[0].retriever.paginator: DefaultPaginator lacks pagination_strategy",
  ]);
});

test("a sound manifest has none", () => {
  const sound = text
    .replace("GIVE_UP", "FAIL")
    .replace("type: DpathExtractor", "field_path: []")
    .replace("type: DefaultPaginator", "type: NoPagination");
  expect(loadManifest(sound).problems).toEqual([]);
});

test("what several references lead to is one problem", () => {
  const shared = text.replace(
    "streams:\n",
    `streams:\n  - { name: b, retriever: { requester: { url_base: "x" }, record_selector: { $ref: "#/definitions/selector" } } }\n`,
  );
  const described = describeProblems(loadManifest(shared).problems, shared, "m.yaml");
  expect(described).toContain(
    "m.yaml:6:7 streams[0].retriever.record_selector.extractor: DpathExtractor lacks field_path (and in 1 more places)",
  );
  expect(described.split("\n")[0]).toBe("The manifest has 3 problems:");
});
