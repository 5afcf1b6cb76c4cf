import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import { createDecoder } from "../decode/create-decoder.ts";
import { createExtractor } from "../extract/create-extractor.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import { typeName } from "../python/type-name.ts";
import type { Engine } from "./engine.ts";
import type { FileReference, StreamRecord } from "./stream-record.ts";
import { StreamSlice } from "./stream-slice.ts";
import { TracedError } from "./traced-error.ts";
import { createValueResponse } from "./value-response.ts";

/** Downloads the file a record is about and returns where it lies. */
export type FileUploader = (record: StreamRecord) => Promise<FileReference>;

/** The uploader of a stream's `file_uploader`; undefined where it has none. Folder and names are those of the CDK's DefaultFileUploader. */
export function createFileUploader(stream: Component, name: string, engine: Engine): FileUploader | undefined {
  const component = stream.child("file_uploader");
  if (component === undefined) return undefined;
  refuseRepeatedPages(stream, name);
  const requester = engine.createRequester(component.required("requester"), { engine, name: "File Uploader" });
  const target = component.required("download_target_extractor");
  const extractor = createExtractor(target, createDecoder(undefined), engine);
  const written = component.text("filename_extractor");
  const fileName = written === undefined ? undefined : new Template(written, engine.config, component.parameters);
  return async (record) => {
    const [found] = await collect(extractor.extract(createValueResponse(record.data)));
    if (found === undefined) throw new PythonError("ValueError", "No download targets found");
    if (typeof found !== "string")
      throw new PythonError(
        "ValueError",
        `download_target is expected to be a str but was <class '${typeName(found)}'>: ${representPython(found)}`,
      );
    const response = await requester.send({ slice: new StreamSlice({ extraFields: { download_target: found } }) });
    const relative = join(name, (fileName?.text({ record: record.data }) ?? randomUUID()).replace(/^\/+/u, ""));
    const folder = findFolder();
    const path = join(folder, relative);
    if (!resolve(path).startsWith(resolve(folder) + sep))
      throw new TracedError(`The file name ${relative} leads out of the folder of files.`, {
        failureType: "config_error",
      });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, response.bytes);
    engine.messages.log("INFO", `File uploaded: ${relative}, ${response.bytes.length} bytes`);
    return { staging_file_url: path, source_file_relative_path: relative, file_size_bytes: response.bytes.length };
  };
}

/** What reads a page again would download its files again. */
function refuseRepeatedPages(stream: Component, name: string): void {
  for (const field of ["page_size_reduction", "request_window_splitting"])
    if (stream.child("retriever")?.value(field) !== undefined)
      throw new PythonError(
        "ValueError",
        `\`${field}\` cannot be used together with a \`file_uploader\` on stream ${name}.`,
      );
}

function findFolder(): string {
  const staging = process.env["AIRBYTE_STAGING_DIRECTORY"] ?? "/staging/files";
  return existsSync(staging) ? staging : join(tmpdir(), "airbyte-file-transfer");
}

async function collect<Value>(
  portions: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>,
): Promise<Value[]> {
  const values: Value[] = [];
  for await (const portion of portions) values.push(...portion);
  return values;
}
