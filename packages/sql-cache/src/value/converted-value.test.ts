import { parseExact } from "@airdock/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AirbyteType } from "./airbyte-type.ts";
import { convertValue } from "./convert-value.ts";
import { parseDecimal } from "./parse-decimal.ts";
import { defaultValueRules } from "./value-rules.ts";

const convert = (type: AirbyteType, value: unknown) =>
  convertValue(type, parseExact(JSON.stringify(value)), defaultValueRules);

test("integers of 64 bits are kept, as numbers and as text, and no others", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), (integer) => {
      const fits = integer >= -(2n ** 63n) && integer < 2n ** 63n;
      for (const text of [String(integer), `"${integer}"`, `${integer}.000`, `${integer * 10n}e-1`]) {
        const { value, change } = convertValue("integer", parseExact(text), defaultValueRules);
        expect(value === null ? null : BigInt(String(value))).toBe(fits ? integer : null);
        expect(change?.reason).toBe(fits ? undefined : "DESTINATION_FIELD_SIZE_LIMITATION");
      }
    }),
  );
});

test("doubles are kept, as numbers and as text", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      const number = double === 0 ? 0 : double;
      expect(convert("number", number)).toEqual({ value: number });
      expect(convert("number", String(number))).toEqual({ value: number });
    }),
  );
});

test("a decimal is the number its digits and exponent say", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.nat(30), fc.integer({ min: -40, max: 40 }), (digits, point, exponent) => {
      const text = String(digits < 0n ? -digits : digits).padStart(point + 1, "0");
      const spelled = `${digits < 0n ? "-" : ""}${text.slice(0, text.length - point)}.${text.slice(text.length - point)}e${exponent}`;
      const decimal = parseDecimal(spelled);
      const scale = (decimal?.exponent ?? 0) - (exponent - point);
      const value = BigInt(`${decimal?.negative === true ? "-" : ""}${decimal?.digits === "" ? "0" : decimal?.digits}`);
      expect(digits === 0n ? value : value * 10n ** BigInt(scale)).toBe(digits);
    }),
  );
});

test("an instant is the same however its offset is written, and its text is kept as it is", () => {
  const time = fc.date({
    min: new Date("0002-01-01T00:00:00Z"),
    max: new Date("9998-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      time,
      fc.integer({ min: -1439, max: 1439 }),
      fc.constantFrom("T", " ", "t"),
      (date, offset, between) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1).replace("T", between);
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
          String(part).padStart(2, "0"),
        );
        const want = date.toISOString().replace("Z", "000Z");
        for (const zone of [`${hours}:${minutes}`, `${hours}${minutes}`]) {
          expect(convert("timestamp_with_timezone", local + (offset < 0 ? "-" : "+") + zone)).toEqual({ value: want });
        }
        expect(convert("timestamp_with_timezone", want)).toEqual({ value: want });
        expect(convert("timestamp_without_timezone", local)).toEqual({ value: local.replace(/[ t]/, "T") + "000" });
        expect(convert("date", want.slice(0, 10))).toEqual({ value: want.slice(0, 10) });
      },
    ),
  );
});

test("strings and JSON are kept whatever they hold, as long as it can be written", () => {
  fc.assert(
    fc.property(fc.json(), fc.string({ unit: "grapheme" }), (json, text) => {
      expect(convert("string", text)).toEqual({ value: text });
      const value = parseExact(json);
      const { value: kept } = convertValue("json", value, defaultValueRules);
      if (value === null) expect(kept).toBeNull();
      else expect(parseExact(String(kept))).toEqual(value);
    }),
  );
});

test("what is NULL is declared, unless nothing was there", () => {
  const types = [
    "string",
    "integer",
    "number",
    "boolean",
    "date",
    "timestamp_with_timezone",
    "time_with_timezone",
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, source) => {
      const { value, change } = convert(type, source);
      expect(value === null).toBe(source === null || change?.change === "NULLED");
    }),
  );
});
