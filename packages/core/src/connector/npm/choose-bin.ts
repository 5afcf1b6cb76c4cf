import { isObject } from "../../config/is-object.ts";
import { InstallError } from "../../error/install-error.ts";
import type { JsonObject } from "../../protocol/json.ts";

/**
 * The program of a package that speaks the protocol, below the package: the one that is called like it, the only one, or the
 * only one that is called a source. Throws INSTALL_FAILED.
 */
export function chooseBin(packageName: string, { bin }: JsonObject): string {
  if (typeof bin === "string") return bin;
  const programs = isObject(bin) ? Object.entries(bin) : [];
  const name = packageName.slice(packageName.indexOf("/") + 1);
  const sources = programs.filter(([program]) => program.startsWith("source-"));
  const [, file] =
    programs.find(([program]) => program === name) ?? (programs.length === 1 ? programs : sources)[0] ?? [];
  if (typeof file === "string" && (programs.length === 1 || sources.length <= 1)) return file;
  const names = programs.map(([program]) => program).join(", ");
  throw new InstallError(`${packageName} is no Airbyte source: its programs are ${names || "none"}.`, {
    code: "INSTALL_FAILED",
    hint: "A source's package brings a program (bin) called source-…, which speaks the Airbyte protocol.",
  });
}
