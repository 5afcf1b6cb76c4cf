/** An integer as a number where that is exact, else as it is. */
export function exactInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The decimal `unscaled / 10^scale`: a number where a double keeps all its digits, else its text with `scale` digits after the point. */
export function exactDecimal(unscaled: bigint, scale: number): number | string {
  // Both are exact doubles, and division rounds correctly: the double nearest to a decimal of 15 digits reads back as that decimal.
  if (scale <= 22 && unscaled < digits15 && unscaled > -digits15) return Number(unscaled) / 10 ** scale;
  const text = decimalText(unscaled, scale);
  const shortest = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  const number = Number(shortest);
  return String(number) === shortest || significantDigits(shortest) <= 15 ? number : text;
}

const digits15 = 10n ** 15n;

function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = scale === 0 ? "" : `.${digits.slice(point)}`;
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, point)}${fraction}`;
}

function significantDigits(text: string): number {
  return text.replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "").length;
}
