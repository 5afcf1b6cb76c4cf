import { renderFileList } from "./render-file-list.ts";

/** Prints every source file with its first sentence: `npx pnpm files`. */
function printFiles(): void {
  console.log(renderFileList());
}

printFiles();
