import { Template } from "../../load/template.ts";
import { isTrue } from "../../python/is-true.ts";
import { printPython } from "../../python/print-python.ts";
import { PythonError } from "../../python/python-error.ts";
import type { PythonDict } from "../../python/value.ts";
import type { Counterpart } from "../counterpart.ts";
import { requireDict } from "../require-dict.ts";
import { requireEntry } from "../require-entry.ts";
import { requireList } from "../require-list.ts";

const connector = "source-zendesk-talk";
const components = "source_declarative_manifest.components";

/** The menus of the phone trees, the routes of the menus, and the choice among three ways to sign in. */
export const zendeskTalkCounterparts: readonly Counterpart[] = [
  { connector, className: `${components}.IVRMenusRecordExtractor`, extractor: () => findMenus },
  {
    connector,
    className: `${components}.IVRRoutesRecordExtractor`,
    extractor: () => (document) =>
      findTrees(document).flatMap((tree) =>
        readList(tree, "menus").flatMap((menu) =>
          readList(menu, "routes").map((route) => {
            const parents = { ivr_id: requireEntry(tree, "id"), ivr_menu_id: requireEntry(menu, "id") };
            return { ...parents, ...route };
          }),
        ),
      ),
  },
  {
    connector,
    className: `${components}.ZendeskTalkAuthenticator`,
    authenticator: ({ fields, config }) => {
      const name = chooseAuthenticator(config as PythonDict);
      const chosen = requireDict(fields[name], name);
      const text = (field: string): string => {
        const { $parameters: parameters = {} } = chosen;
        const written = printPython(requireEntry(chosen, field));
        return new Template(written, config as PythonDict, requireDict(parameters, "$parameters")).text();
      };
      if (name === "oauth") return () => ({ Authorization: `Bearer ${text("api_token")}` });
      return () => {
        const credentials = Buffer.from(`${text("username")}:${text("password")}`, "utf8").toString("base64");
        return { Authorization: `Basic ${credentials}` };
      };
    },
  },
];

function findMenus(document: unknown): PythonDict[] {
  return findTrees(document).flatMap((tree) =>
    readList(tree, "menus").map((menu) => ({ ivr_id: requireEntry(tree, "id"), ...menu })),
  );
}

function findTrees(document: unknown): PythonDict[] {
  return readList(requireDict(document, "the answer"), "ivrs");
}

function readList(dict: PythonDict, field: string): PythonDict[] {
  const { [field]: list = [] } = dict;
  return requireList(list, field);
}

/** Configs of old have token and email at their top; later ones say under `credentials` which way it is. */
function chooseAuthenticator(config: PythonDict): "legacy_basic_auth" | "basic_auth" | "oauth" {
  const { access_token: token = null, email = null, credentials = {} } = config;
  if (isTrue(token) && isTrue(email)) return "legacy_basic_auth";
  const kind = requireEntry(requireDict(credentials, "credentials"), "auth_type");
  if (kind === "api_token") return "basic_auth";
  if (kind === "oauth2.0") return "oauth";
  throw new PythonError("ValueError", `auth_type ${printPython(kind)} is not known`);
}
