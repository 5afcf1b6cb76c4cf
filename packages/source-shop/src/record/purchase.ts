import type { ShopConfig } from "../shop-config.ts";
import { Chance } from "./chance.ts";
import { fieldType, nullable } from "./field-type.ts";
import { updateTime } from "./update-time.ts";
import { productPrice } from "./product.ts";
import type { ShopRecord, ShopStream } from "./shop-stream.ts";
import { DAY, date, localTimestamp, timestamp } from "./time.ts";

const EARLY = 300;
const STATUSES = ["delivered", "delivered", "delivered", "shipped", "ordered", "returned"];

/** Who bought what: `user_id` and `product_id` point to users and products of the same config. `coupon` is absent where none was used. */
export const purchases: ShopStream = {
  name: "purchases",
  early: EARLY,
  properties: {
    id: fieldType.integer,
    user_id: fieldType.integer,
    product_id: fieldType.integer,
    status: fieldType.string,
    quantity: fieldType.integer,
    unit_price: fieldType.number,
    discount: fieldType.number,
    total: fieldType.number,
    currency: fieldType.string,
    is_gift: fieldType.boolean,
    coupon: fieldType.string,
    payment: { type: "object", properties: { method: fieldType.string, card_last_four: fieldType.string } },
    purchased_at: fieldType.timestamp,
    invoiced_at: fieldType.localTimestamp,
    delivered_on: nullable(fieldType.date),
    returned_at: nullable(fieldType.timestamp),
    updated_at: fieldType.timestamp,
  },
  createRecord: createPurchase,
};

function createPurchase(index: number, config: ShopConfig): ShopRecord {
  const chance = new Chance(config.seed, "purchases", index);
  const productId = chance.integer(1, existingBy(index, 30, config.products));
  const status = chance.pick(STATUSES);
  const quantity = chance.integer(1, 4);
  const unitPrice = productPrice(productId, config.seed);
  const discount = chance.percent(85) ? 0 : chance.pick([5, 10, 25]);
  const updated = updateTime(index, EARLY);
  const purchased = updated - chance.integer(0, 10 * DAY);
  return {
    id: index + 1,
    user_id: chance.integer(1, existingBy(index, 3, config.users)),
    product_id: productId,
    status,
    quantity,
    unit_price: unitPrice / 100,
    discount: discount / 100,
    total: Math.round((quantity * unitPrice * (100 - discount)) / 100) / 100,
    currency: "USD",
    is_gift: chance.percent(8),
    ...(discount > 0 && { coupon: `SAVE${discount}` }),
    payment: createPayment(chance),
    purchased_at: timestamp(purchased),
    invoiced_at: localTimestamp(purchased + 60_000),
    delivered_on: status === "delivered" || status === "returned" ? date(updated) : null,
    returned_at: status === "returned" ? timestamp(updated) : null,
    updated_at: timestamp(updated),
  };
}

/** Of users there is one for three purchases, of products one for thirty: so the first ones are there from the start. */
function existingBy(index: number, purchasesEach: number, total: number): number {
  return Math.min(total, Math.floor(index / purchasesEach) + 1);
}

function createPayment(chance: Chance): object {
  const method = chance.pick(["card", "card", "transfer", "invoice"]);
  return method === "card" ? { method, card_last_four: String(chance.integer(0, 9999)).padStart(4, "0") } : { method };
}
