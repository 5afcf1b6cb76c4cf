import type { ShopConfig } from "../shop-config.ts";
import { Chance } from "./chance.ts";
import { fieldType, nullable } from "./field-type.ts";
import { updateTime } from "./update-time.ts";
import { createRegions, type Region } from "./region.ts";
import type { ShopRecord, ShopStream } from "./shop-stream.ts";
import { DAY, date, timestamp } from "./time.ts";

const EARLY = 100;
const TAGS = ["newsletter", "vip", "wholesale", "student", "returning", "beta", "gift-buyer"];
let regions: Region[] | undefined;

/** The people who buy. `referred_by` (an earlier user) and `address.state` are absent where there is none; `phone` and `birth_date` may be null. */
export const users: ShopStream = {
  name: "users",
  early: EARLY,
  properties: {
    id: fieldType.integer,
    name: fieldType.string,
    email: fieldType.string,
    phone: nullable(fieldType.string),
    birth_date: nullable(fieldType.date),
    address: {
      type: "object",
      properties: {
        street: fieldType.string,
        city: fieldType.string,
        postcode: fieldType.string,
        state: fieldType.string,
        country: fieldType.string,
      },
    },
    language: fieldType.string,
    contact_time: nullable(fieldType.time),
    store_credit: fieldType.number,
    tags: fieldType.strings,
    is_active: fieldType.boolean,
    referred_by: fieldType.integer,
    created_at: fieldType.timestamp,
    updated_at: fieldType.timestamp,
  },
  createRecord: createUser,
};

function createUser(index: number, { seed }: ShopConfig): ShopRecord {
  regions ??= createRegions();
  const chance = new Chance(seed, "users", index);
  const region = chance.pick(regions);
  const [first, last] = [chance.pick(region.firstNames), chance.pick(region.lastNames)];
  const updated = updateTime(index, EARLY);
  return {
    id: index + 1,
    name: region.country === "JP" ? `${last} ${first}` : `${first} ${last}`,
    email: `${mailbox(first, last)}${index + 1}@example.${chance.pick(["com", "org", "net"])}`,
    phone: chance.percent(20) ? null : chance.pick(region.phones),
    birth_date: chance.percent(10) ? null : date(Date.UTC(1940, 0, 1) + chance.integer(0, 24_000) * DAY),
    address: { street: chance.pick(region.streets), ...chance.pick(region.places), country: region.country },
    language: region.language,
    contact_time: chance.percent(60) ? null : `${chance.integer(10, 20)}:${chance.pick(["00", "15", "30", "45"])}:00`,
    store_credit: chance.percent(80) ? 0 : chance.integer(1, 20_000) / 100,
    tags: TAGS.filter(() => chance.percent(20)),
    is_active: chance.percent(90),
    ...(index > 0 && chance.percent(25) && { referred_by: chance.integer(1, index) }),
    created_at: timestamp(updated - chance.integer(0, 20 * DAY)),
    updated_at: timestamp(updated),
  };
}

function mailbox(first: string, last: string): string {
  const plain = `${first}.${last}`
    .normalize("NFD")
    .replace(/ł/g, "l")
    .replace(/[^A-Za-z.]/g, "");
  return plain === "." ? "user" : plain.toLowerCase();
}
