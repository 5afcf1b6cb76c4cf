import type { ErrorObject } from "ajv";

/**
 * Of the errors of a `oneOf` or `anyOf`, those a person can use: of the branch that was meant (its `const` or one-word `enum`
 * fits), else what tells the branches apart. The errors of all other branches go.
 */
export function pickBranchErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  // The innermost choices first, so that an outer one finds its branches already cleared.
  const ordered = choices.toSorted((one, other) => depth(other) - depth(one));
  return ordered.reduce<ErrorObject[]>((left, choice) => clearChoice(left, choice), [...errors]);
}

function clearChoice(errors: ErrorObject[], choice: ErrorObject): ErrorObject[] {
  const branches = Map.groupBy(
    errors.filter((error) => error !== choice && isInside(error, choice)),
    (error) => branchOf(error, choice),
  );
  // More than one branch fits: there is nothing to be picked.
  if (branches.size === 0) return errors;
  const others = errors.filter((error) => error !== choice && !isInside(error, choice));
  const meant = [...branches.values()].filter((branch) => !branch.some((error) => isDiscriminator(error, choice)));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return [...others, ...only];
  const inEvery = findInEvery([...branches.values()]);
  if (inEvery.length > 0) return [...others, ...inEvery];
  const discriminators = [...branches.values()].flat().filter((error) => isDiscriminator(error, choice));
  const choiceAmong = only === undefined ? mergeAllowed(discriminators) : undefined;
  return [...others, choiceAmong ?? choice];
}

/** What is wrong whichever branch was meant, such as a missing discriminator. */
function findInEvery([first = [], ...rest]: readonly (readonly ErrorObject[])[]): ErrorObject[] {
  const alike = (one: ErrorObject, other: ErrorObject): boolean =>
    one.instancePath === other.instancePath &&
    one.keyword === other.keyword &&
    JSON.stringify(one.params) === JSON.stringify(other.params);
  return first.filter((error) => rest.every((branch) => branch.some((other) => alike(error, other))));
}

/** One error `expected one of …` for the branches' different constants of one property. */
function mergeAllowed(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const [first] = errors;
  if (first === undefined || errors.some(({ instancePath }) => instancePath !== first.instancePath)) return undefined;
  const allowedValues = errors.flatMap(({ params }) => params["allowedValues"] ?? [params["allowedValue"]]);
  return { ...first, keyword: "enum", params: { allowedValues } };
}

function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  return error.schemaPath.startsWith(`${choice.schemaPath}/`) && error.instancePath.startsWith(choice.instancePath);
}

function branchOf(error: ErrorObject, choice: ErrorObject): string {
  return error.schemaPath.slice(choice.schemaPath.length + 1).split("/")[0] ?? "";
}

function isDiscriminator(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.keyword !== "const" && error.keyword !== "enum") return false;
  const path = error.instancePath.slice(choice.instancePath.length + 1);
  return path !== "" && !path.includes("/");
}

function depth({ schemaPath }: ErrorObject): number {
  return schemaPath.split("/").length;
}
