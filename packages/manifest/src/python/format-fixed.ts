import { asDouble, toFloat } from "./number.ts";
import { roundNumber } from "./round-number.ts";

/** A float in the form of a C format code: `f`, `e`, `g` and their capitals, with so many digits. */
export function formatFixed(value: number, code: string, digits: number, alternate = false): string {
  const lower = code.toLowerCase();
  const text = !Number.isFinite(value)
    ? Number.isNaN(value)
      ? "nan"
      : value > 0
        ? "inf"
        : "-inf"
    : lower === "f"
      ? formatPlain(value, digits)
      : lower === "e"
        ? formatExponent(value, digits)
        : formatGeneral(value, digits === 0 ? 1 : digits, alternate);
  return code === lower ? text : text.toUpperCase();
}

function formatPlain(value: number, digits: number): string {
  const sign = Object.is(value, -0) ? "-" : "";
  if (Math.abs(value) < 1e21)
    return sign + (asDouble(roundNumber(toFloat(value), digits)) ?? value).toFixed(Math.min(digits, 100));
  return `${BigInt(value)}${digits > 0 ? `.${"0".repeat(digits)}` : ""}`;
}

function formatExponent(value: number, digits: number): string {
  const [mantissa = "", exponent = "+0"] = value.toExponential(Math.min(digits, 100)).split("e");
  return `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
}

function formatGeneral(value: number, digits: number, alternate: boolean): string {
  const exponent = Number(value.toExponential(Math.min(digits - 1, 100)).split("e")[1] ?? 0);
  const scientific = exponent < -4 || exponent >= digits;
  const text = scientific ? formatExponent(value, digits - 1) : formatPlain(value, digits - 1 - exponent);
  if (alternate) return text;
  const [body = "", tail] = text.split("e");
  const trimmed = body.includes(".") ? body.replace(/\.?0+$/, "") : body;
  return tail === undefined ? trimmed : `${trimmed}e${tail}`;
}
