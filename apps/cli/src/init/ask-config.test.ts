import { env, type JsonObject } from "@airdock/core";
import { expect, test } from "vitest";
import { askConfig } from "./ask-config.ts";
import type { Prompter } from "./prompter.ts";

const specification: JsonObject = {
  type: "object",
  required: ["start", "credentials", "region", "shadow", "version"],
  properties: {
    start: { type: "string", format: "date-time", title: "Start", order: 3 },
    region: { type: "string", enum: ["eu", "us"], default: "us", order: 1 },
    credentials: {
      title: "Sign in",
      order: 2,
      oneOf: [
        {
          title: "Token",
          required: ["type", "token"],
          properties: { type: { const: "token" }, token: { type: "string", airbyte_secret: true } },
        },
        {
          title: "User",
          required: ["type", "user"],
          properties: { type: { type: "string", enum: ["user"] }, user: { type: "string" } },
        },
      ],
    },
    shadow: { type: "string", airbyte_hidden: true, default: "x" },
    secretly: { type: "string", airbyte_hidden: true, default: "never asked, never written" },
    version: { const: 2 },
    pages: { type: "integer", minimum: 1, title: "Pages" },
    ids: { type: "array", items: { type: "integer" }, title: "Ids" },
    tables: {
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, deep: { type: "boolean" } },
      },
    },
    kinds: { type: "array", items: { enum: ["a", "b", "c"] } },
    free: { type: "object", title: "Free" },
    live: { type: "boolean", default: true },
  },
};

/** Answers in order, and notes what was asked. */
function answering(answers: readonly unknown[]): { readonly prompter: Prompter; readonly asked: string[] } {
  const left = [...answers];
  const asked: string[] = [];
  const answer = async ({ message }: { readonly message: string }): Promise<never> => {
    asked.push(message);
    if (left.length === 0) throw new Error(`nothing answers: ${message}`);
    return left.shift() as never;
  };
  const say = (text: string): void => void asked.push(text);
  const wait: Prompter["wait"] = (_message, work) => work(() => {});
  const prompter = {
    text: answer,
    secret: answer,
    confirm: answer,
    choose: answer,
    chooseSeveral: answer,
    search: answer,
  };
  return { prompter: { ...prompter, say, warn: say, wait }, asked };
}

test("asks for what is required in the spec's order, and for what is picked of the rest", async () => {
  const { prompter, asked } = answering([
    ...[0, 0, "s3cret", "soon", "2024-01-31"],
    ["pages", "ids", "tables", "kinds", "free", "live"],
    ...["0", "7", "1, 2", true, "t", ["deep"], true, false, [2, 0], '{"a": [1]}', false],
  ]);
  const secrets: Record<string, string> = {};
  const keepSecret = (path: readonly string[], value: string) => {
    secrets[path.join(".")] = value;
    return env("TOKEN");
  };
  expect(await askConfig(specification, { prompter, keepSecret })).toEqual({
    region: "eu",
    credentials: { type: "token", token: env("TOKEN") },
    start: "2024-01-31T00:00:00Z",
    version: 2,
    shadow: "x",
    pages: 7,
    ids: [1, 2],
    tables: [{ name: "t", deep: true }],
    kinds: ["c", "a"],
    free: { a: [1] },
    live: false,
  });
  expect(secrets).toEqual({ "credentials.token": "s3cret" });
  expect(asked.slice(0, 5)).toEqual([
    "region",
    "Sign in",
    "token (kept in .env; enter to fill it in later)",
    "Start",
    "start is no time, for example 2024-01-31T00:00:00Z",
  ]);
  expect(asked).toContain("pages must be >= 1");
});

test("what is given is not asked for, and picks its alternative", async () => {
  const { prompter, asked } = answering(["ada", []]);
  const given = { start: "2024-01-01T00:00:00Z", region: "eu" };
  const config = await askConfig(
    {
      ...specification,
      properties: {
        ...(specification["properties"] as JsonObject),
        credentials: { title: "Sign in", oneOf: [{ properties: { user: { type: "string" } }, required: ["user"] }] },
      },
    },
    { prompter, keepSecret: () => "" },
    given,
  );
  expect(config).toMatchObject({ ...given, credentials: { user: "ada" }, version: 2 });
  expect(asked).toEqual(["user", "Optional settings to fill in (enter for none)"]);
});

test("what nobody picks gets its default, as in the forms of Airbyte", async () => {
  const { prompter } = answering([[]]);
  const properties = {
    url: { type: "string", default: "https://api.acme.test" },
    size: { type: "integer", default: 50 },
    none: { type: "string", default: "" },
    key: { type: "string", default: "x", airbyte_secret: true },
    more: { type: "object", default: {} },
  };
  expect(await askConfig({ type: "object", properties }, { prompter, keepSecret: () => "" })).toEqual({
    url: "https://api.acme.test",
    size: 50,
  });
});

test("asked again, every question has the answer of before", async () => {
  const before = {
    start: "2024-01-31T00:00:00Z",
    region: "eu",
    credentials: { type: "user", user: "ada" },
    pages: 7,
    live: true,
  };
  const initials: unknown[] = [];
  const take = async ({ initial }: { readonly initial?: unknown }): Promise<never> => {
    initials.push(initial);
    return initial as never;
  };
  const { prompter: silent } = answering([]);
  const prompter = { ...silent, text: take, confirm: take, choose: take, chooseSeveral: take };
  expect(await askConfig(specification, { prompter, keepSecret: () => "", before })).toEqual({
    ...before,
    version: 2,
    shadow: "x",
  });
  expect(initials).toEqual([0, 1, "ada", "2024-01-31T00:00:00Z", ["pages"], "7"]);
});
