/** The names that every file of types begins with. */
export const ownTypeNames: readonly string[] = ["Database", "AirdockColumns", "AirdockSourceConfigs"];

/**
 * A type's name for each text, `ShopUsers` for `shop users`: of letters and digits that may stand in an identifier, whatever the text holds, and no two
 * the same. They are added to those that are taken.
 */
export function nameTypes(texts: readonly string[], taken: Set<string>, ending = ""): string[] {
  return texts.map((text) => {
    const wanted = `${pascalCase(text)}${ending}`;
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
    taken.add(name);
    return name;
  });
}

function pascalCase(text: string): string {
  const words = text.split(/[^\p{L}\p{Nd}\p{Nl}]+/u).filter((word) => word !== "");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\p{L}/u.test(name) ? name : `_${name}`;
}
