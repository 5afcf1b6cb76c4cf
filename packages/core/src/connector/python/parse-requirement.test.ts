import { expect, test } from "vitest";
import { parseRequirement } from "./parse-requirement.ts";

test.each([
  ["airbyte-source-faker", false],
  ["airbyte-source-faker==7.2.1", true],
  ["airbyte-source-faker == 7.2.1 ; python_version > '3'", true],
  ["airbyte-source-faker===7.2.1", true],
  ["airbyte-source-faker==7.*", false],
  ["airbyte-source-faker>=6,<7", false],
  ["airbyte-source-faker~=7.2", false],
  ["airbyte-source-faker!=7.2.1", false],
  ["airbyte-source-faker[extra]==7.2.1", true],
  ["airbyte-source-faker @ https://example.com/f.whl", true],
  ["https://example.com/airbyte_source_faker-7.2.1-py3-none-any.whl", true],
  ["git+https://example.com/x.git#egg=airbyte_source_faker", true],
])("%s", (text, pinned) => {
  expect(parseRequirement(text)).toMatchObject({ text, name: "airbyte-source-faker", pinned });
});
