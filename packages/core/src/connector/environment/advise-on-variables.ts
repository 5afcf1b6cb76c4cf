const maxNames = 6;

/**
 * What a failed connector may have missed: the variables it was started without, those that its last words mention first, then those that
 * look like credentials. Undefined
 * when it had all there are.
 */
export function adviseOnVariables(withheld: readonly string[], lastWords: string): string | undefined {
  if (withheld.length === 0) return undefined;
  const rank = (name: string): number => (mentions(lastWords, name) ? 0 : credential.test(name) ? 1 : 2);
  const names = withheld.toSorted((one, other) => rank(one) - rank(other));
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
  const example = names[0] ?? "NAME";
  return `It ran without these variables of your environment: ${names.slice(0, maxNames).join(", ")}${more}. If it needs one, pass it on: --env ${example}, or env: ["${example}"] in the config file.`;
}

/** What connectors read from an environment most of all. */
const credential = /TOKEN|SECRET|PASSWORD|CREDENTIAL|_KEY|APIKEY|PROFILE|ACCOUNT|REGION/i;

/** A whole word: a short name stands in many longer ones. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!/\w/.test(text[at - 1] ?? " ") && !/\w/.test(text[at + name.length] ?? " ")) return true;
  }
  return false;
}
