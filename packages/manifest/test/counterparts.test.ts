import { join } from "node:path";
import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { manifestRunner } from "../src/manifest-runner.ts";
import { runManifest } from "./api/run-manifest.ts";

test("counterparts stand in for custom classes; a class without one leaves its stream out", async () => {
  await using api = await startApi({
    "GET /items": ({ headers }) => ({
      json: { pairs: { a: 1, b: 2, c: headers["x-signed"] === "1" ? 3 : 0 }, list: [{ id: 7 }] },
    }),
  });
  const env = {
    AIRDOCK_CONNECTOR: "source-shop",
    AIRDOCK_COUNTERPARTS: join(import.meta.dirname, "api", "shop-counterparts.mjs"),
  };
  const run = await runManifest("custom", { url: api.url, config: { after: 1 }, env });
  expect([run.exitCode, run.records]).toEqual([
    0,
    {
      items: [
        { id: 2, name: "B!" },
        { id: 3, name: "C!" },
      ],
      replaced: [{ id: 7, label: "no. 7" }],
    },
  ]);
  const warnings = run.messages.flatMap(({ log }) => (log as { message: string } | undefined)?.message ?? []);
  expect(warnings.join("\n")).toContain(
    "Stream other is left out: source_shop.components.OfAnotherConnector is a custom",
  );
});

test("a class of a connector that is known has its counterpart built in", async () => {
  await using api = await startApi({ "GET /items": () => ({ json: { list: [{ cf_size: "L", id: 7 }] } }) });
  const read = async (connector: string): Promise<unknown> => {
    const change = (text: string): string =>
      text.replace("source_shop.components.Label", "source_declarative_manifest.components.CustomFieldTransformation");
    const options = { url: api.url, streams: ["replaced"], env: { AIRDOCK_CONNECTOR: connector }, change };
    return (await runManifest("custom", options)).records["replaced"];
  };
  expect(await read("source-chargebee")).toEqual([{ id: 7, custom_fields: [{ name: "cf_size", value: "L" }] }]);
  expect(await read("source-other")).toBeUndefined();
});

test("the runner says which classes have counterparts, those of a module included", async () => {
  const own = "source_shop.components.Shout";
  const chargebee = "source_declarative_manifest.components.CustomFieldTransformation";
  const cdk = "airbyte_cdk.sources.declarative.extractors.DpathExtractor";
  const ask = async (runner: ReturnType<typeof manifestRunner>, connector: string): Promise<unknown> =>
    Promise.all([own, chargebee, cdk].map((className) => runner.hasCounterpart?.(className, connector)));
  const shop = manifestRunner({ counterparts: join(import.meta.dirname, "api", "shop-counterparts.mjs") });
  expect(await ask(shop, "source-shop")).toEqual([true, false, true]);
  expect(await ask(shop, "source-chargebee")).toEqual([false, true, true]);
  expect(await ask(manifestRunner(), "source-shop")).toEqual([false, false, true]);
});
