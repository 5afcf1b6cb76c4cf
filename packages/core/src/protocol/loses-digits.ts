/**
 * True when a double does not keep the number that `text` (a JSON number) writes: the shortest decimal that names the
 * double is another number. `0.1` and `1e22` are kept, `9007199254740993` and `1e400` are not.
 */
export function losesDigits(text: string): boolean {
  if (/^-?\d{17,}[1-9]$/.test(text)) return true; // 18 digits or more; 17 are enough to name any double.
  const number = Number(text);
  if (!Number.isFinite(number)) return true;
  const printed = String(number);
  return printed !== text && canonicalNumber(printed) !== canonicalNumber(text);
}

/** Sign, digits without zeros at either end, and the power of ten of the last digit. */
function canonicalNumber(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
