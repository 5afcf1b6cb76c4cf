/** A float as Python's `repr` and `str` print it: the shortest digits that keep it, `1e+16`, `1e-05`, `2.0`. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16)
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  const negative = Object.is(value, -0) || value < 0;
  const digits = mantissa.replace("-", "").replace(".", "");
  const body =
    exponent < 0
      ? `0.${"0".repeat(-exponent - 1)}${digits}`
      : digits.length <= exponent + 1
        ? `${digits.padEnd(exponent + 1, "0")}.0`
        : `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  return `${negative ? "-" : ""}${body}`;
}
