import { faker } from "@faker-js/faker/locale/en";
import type { ShopConfig } from "../shop-config.ts";
import { Chance } from "./chance.ts";
import { fieldType, nullable } from "./field-type.ts";
import { updateTime } from "./update-time.ts";
import type { ShopRecord, ShopStream } from "./shop-stream.ts";
import { DAY, date, timestamp } from "./time.ts";

const EARLY = 10;
const TAGS = ["new", "sale", "organic", "handmade", "limited", "bestseller", "fragile"];
let pools: ProductPools | undefined;

/** What is sold. `weight_kg` and `discontinued_at` may be null; `dimensions` is absent where nobody measured. */
export const products: ShopStream = {
  name: "products",
  early: EARLY,
  properties: {
    id: fieldType.integer,
    sku: fieldType.string,
    name: fieldType.string,
    description: fieldType.string,
    department: fieldType.string,
    price: fieldType.number,
    weight_kg: nullable(fieldType.number),
    dimensions: {
      type: "object",
      properties: { width_cm: fieldType.integer, height_cm: fieldType.integer, depth_cm: fieldType.integer },
    },
    tags: fieldType.strings,
    in_stock: fieldType.boolean,
    released_on: fieldType.date,
    discontinued_at: nullable(fieldType.timestamp),
    created_at: fieldType.timestamp,
    updated_at: fieldType.timestamp,
  },
  createRecord: createProduct,
};

/** The price of a product in cents; purchases ask for it too. */
export function productPrice(id: number, seed: number): number {
  return new Chance(seed, "price", id).integer(2, 200) * 100 - 1;
}

function createProduct(index: number, { seed }: ShopConfig): ShopRecord {
  pools ??= createPools();
  const chance = new Chance(seed, "products", index);
  const id = index + 1;
  const updated = updateTime(index, EARLY);
  const created = updated - chance.integer(0, 20 * DAY);
  return {
    id,
    sku: `${chance.pick(["AB", "CX", "KL", "PR"])}-${String(id).padStart(7, "0")}`,
    name: chance.pick(pools.names),
    description: chance.pick(pools.descriptions),
    department: chance.pick(pools.departments),
    price: productPrice(id, seed) / 100,
    weight_kg: chance.percent(15) ? null : chance.integer(50, 20_000) / 1000,
    ...(chance.percent(70) && {
      dimensions: {
        width_cm: chance.integer(2, 90),
        height_cm: chance.integer(2, 90),
        depth_cm: chance.integer(1, 60),
      },
    }),
    tags: TAGS.filter(() => chance.percent(20)),
    in_stock: chance.percent(85),
    released_on: date(created + chance.integer(0, 10) * DAY),
    discontinued_at: chance.percent(92) ? null : timestamp(updated),
    created_at: timestamp(created),
    updated_at: timestamp(updated),
  };
}

interface ProductPools {
  names: string[];
  descriptions: string[];
  departments: string[];
}

function createPools(): ProductPools {
  faker.seed(7);
  return {
    names: Array.from({ length: 256 }, () => faker.commerce.productName()),
    descriptions: Array.from({ length: 256 }, () => faker.commerce.productDescription()),
    departments: Array.from({ length: 16 }, () => faker.commerce.department()),
  };
}
