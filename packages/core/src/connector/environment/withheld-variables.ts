import type { Variables } from "./connector-environment.ts";
import { isUsualVariable } from "./usual-variable.ts";

/** What shells, terminals, editors, Node's tools and Airdock keep for themselves: no connector misses it. */
const ownAffairs =
  /^(_|PWD|OLDPWD|SHLVL|LOGNAME|MAIL|HOSTNAME|LINES|COLUMNS|LS_COLORS|LESS.*|TERM.*|COLORTERM|NO_COLOR|FORCE_COLOR|CLICOLOR.*|EDITOR|VISUAL|PAGER|DISPLAY|WINDOWID|CI|PS\d|HIST.*|INIT_CWD|SUDO_.*|SSH_(TTY|CLIENT|CONNECTION|AUTH_SOCK)|DBUS_.*|VSCODE_.*|VITEST.*|npm_.*|NODE|NODE_(ENV|PATH|OPTIONS)|AIRDOCK_.*|PG[A-Z]+)$/;

/** The names of the variables that a connector was started without and that it may have wanted, sorted. Pure. */
export function withheldVariables(all: Variables, named: Variables = {}): readonly string[] {
  return Object.entries(all)
    .filter(([name, value]) => value !== undefined && named[name] === undefined)
    .map(([name]) => name)
    .filter((name) => !isUsualVariable(name) && !ownAffairs.test(name))
    .toSorted();
}
