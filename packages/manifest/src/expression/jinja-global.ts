import { toDictKey } from "../python/dict-key.ts";
import { pairsOf } from "../python/dict-method.ts";
import { PythonFunction } from "../python/python-function.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { Namespace } from "./namespace.ts";

/** What the CDK leaves of jinja's global functions; `range` is taken away, `lipsum` prints nothing. */
export const jinjaGlobals: Readonly<Record<string, PythonFunction>> = {
  dict: new PythonFunction("dict", createDict),
  namespace: new PythonFunction("namespace", (positional, named) => new Namespace(createDict(positional, named))),
  cycler: new PythonFunction("cycler", (items) => {
    let index = 0;
    const next = new PythonFunction("next", () => items[index++ % items.length] ?? null);
    return new Namespace({ next, reset: new PythonFunction("reset", () => ((index = 0), null)) });
  }),
  lipsum: new PythonFunction("lipsum", () => ""),
  joiner: new PythonFunction("joiner", ([separator = ", "]) => {
    let used = false;
    return new PythonFunction("joiner", () => {
      const printed = used ? separator : "";
      used = true;
      return printed;
    });
  }),
};

function createDict(positional: readonly PythonValue[], named: PythonDict): PythonDict {
  const dict: PythonDict = {};
  const [source] = positional;
  if (source !== undefined) for (const [key, value] of pairsOf(source)) setEntry(dict, toDictKey(key), value);
  for (const [key, value] of Object.entries(named)) setEntry(dict, key, value);
  return dict;
}
