import type { ArithmeticOperator } from "./arithmetic-operator.ts";
import { asDouble, asInteger, toFloat, toInteger } from "./number.ts";
import { PythonError } from "./python-error.ts";
import type { PythonValue } from "./value.ts";

const largestPowerBits = 1_000_000;

/** Arithmetic on two numbers: exact for ints of any size, with Python's signs for `//` and `%`, float for `/` and where one is a float. */
export function computeNumbers(
  operator: ArithmeticOperator,
  left: PythonValue,
  right: PythonValue,
  unary = false,
): PythonValue {
  const [a, b] = [asInteger(left), asInteger(right)];
  if (a === undefined || b === undefined || operator === "/") {
    if (unary) return toFloat(operator === "-" ? -(asDouble(right) ?? 0) : (asDouble(right) ?? 0));
    return computeFloats(operator, asDouble(left) ?? 0, asDouble(right) ?? 0);
  }
  if (typeof a === "number" && typeof b === "number") {
    const quick = operator === "+" ? a + b : operator === "-" ? a - b : operator === "*" ? a * b : undefined;
    if (quick !== undefined && Number.isSafeInteger(quick)) return quick === 0 ? 0 : quick;
  }
  return computeIntegers(operator, BigInt(a), BigInt(b));
}

function computeIntegers(operator: ArithmeticOperator, a: bigint, b: bigint): PythonValue {
  if (operator === "+") return toInteger(a + b);
  if (operator === "-") return toInteger(a - b);
  if (operator === "*") return toInteger(a * b);
  if (operator === "**") return powerOfIntegers(a, b);
  if (b === 0n)
    throw new PythonError(
      "ZeroDivisionError",
      operator === "%" ? "integer modulo by zero" : "integer division or modulo by zero",
    );
  const remainder = a % b;
  const adjust = remainder !== 0n && remainder < 0n !== b < 0n;
  if (operator === "%") return toInteger(adjust ? remainder + b : remainder);
  return toInteger(adjust ? a / b - 1n : a / b);
}

function powerOfIntegers(a: bigint, b: bigint): PythonValue {
  if (b < 0n) {
    if (a === 0n) throw new PythonError("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    return toFloat(Number(a) ** Number(b));
  }
  if (BigInt(a.toString(2).length) * b > BigInt(largestPowerBits))
    throw new PythonError("MemoryError", "a template's number is too large");
  return toInteger(a ** b);
}

function computeFloats(operator: ArithmeticOperator, a: number, b: number): PythonValue {
  if (operator === "+") return toFloat(a + b);
  if (operator === "-") return toFloat(a - b);
  if (operator === "*") return toFloat(a * b);
  if (operator === "**") return toFloat(a ** b);
  if (b === 0)
    throw new PythonError(
      "ZeroDivisionError",
      operator === "/" ? "division by zero" : operator === "%" ? "float modulo" : "float floor division by zero",
    );
  if (operator === "/") return toFloat(a / b);
  const remainder = a % b;
  const zero = b < 0 ? -0 : 0;
  const adjusted = remainder < 0 !== b < 0 ? remainder + b : remainder;
  const modulo = remainder === 0 ? zero : adjusted;
  return toFloat(operator === "%" ? modulo : Math.round((a - modulo) / b));
}
