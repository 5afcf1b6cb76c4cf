import { access } from "node:fs/promises";
import { join } from "node:path";
import { AirdockError } from "@airdock/core";
import type { ConfigFormat } from "./print-config.ts";

/** The format of a new config file: as asked for, else TypeScript where there is a package.json, else YAML. */
export async function chooseFormat(wanted: string | undefined, folder: string): Promise<ConfigFormat> {
  if (wanted === "ts" || wanted === "js" || wanted === "yaml" || wanted === "json") return wanted;
  if (wanted !== undefined)
    throw new AirdockError(`There is no --format ${wanted} here.`, {
      code: "USAGE",
      hint: "Choose one of ts, js, yaml, json.",
    });
  return access(join(folder, "package.json")).then(
    () => "ts",
    () => "yaml",
  );
}
