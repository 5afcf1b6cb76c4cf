import type { ShopConfig } from "../shop-config.ts";

/** One stream of the shop: what the catalog says about it, and how its records are made. */
export interface ShopStream {
  name: "users" | "products" | "purchases";
  /** The JSON Schemas of the record's fields. */
  properties: Record<string, object>;
  /** How many records came in the first weeks; see `updateTime`. */
  early: number;
  /** Makes record `index` (from 0); the same config and index always give the same record. */
  createRecord(index: number, config: ShopConfig): ShopRecord;
}

/** What every record has; `id` is the primary key and `updated_at` the cursor. */
export interface ShopRecord {
  id: number;
  updated_at: string;
  [field: string]: unknown;
}
