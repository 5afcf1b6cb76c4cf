import type { TupleBuffer } from "./tuple-buffer.ts";

/**
 * Adds a `numeric` from the text of a number as JSON has it, or with signs and points in the places the reference conversion allows
 * (`+5`, `.5`, `5.`). As PostgreSQL sends it: groups of four decimal digits, the weight of the first one, sign, digits after the point.
 */
export function addNumeric(out: TupleBuffer, text: string): void {
  const [, sign, whole = "", fraction = "", exponent = "0"] = shape.exec(text) ?? [];
  const digits = (whole + fraction).replace(/0+$/, "");
  const first = digits.search(/[1-9]/);
  // Where the point stands in `significant`, which begins with a digit other than 0.
  const significant = first < 0 ? "" : digits.slice(first);
  const point = significant === "" ? 0 : whole.length - first + Number(exponent);
  const weight = Math.ceil(point / groupSize) - 1;
  const padded = "0".repeat((weight + 1) * groupSize - point) + significant;
  const groups = Math.ceil(padded.length / groupSize);
  out.reserve(4 + 8 + groups * 2);
  const begun = out.openField();
  out.addInt16(groups);
  out.addInt16(significant === "" ? 0 : weight);
  out.addInt16(sign === "-" && significant !== "" ? negative : 0);
  out.addInt16(Math.max(0, significant.length - point));
  for (let at = 0; at < padded.length; at += groupSize) {
    out.addInt16(Number(padded.slice(at, at + groupSize).padEnd(groupSize, "0")));
  }
  out.closeField(begun, 0);
}

const shape = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;
const groupSize = 4;
const negative = 0x4000;
