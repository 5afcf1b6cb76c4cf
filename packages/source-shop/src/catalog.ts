import type { Message } from "./message.ts";
import { products } from "./record/product.ts";
import { purchases } from "./record/purchase.ts";
import type { ShopStream } from "./record/shop-stream.ts";
import { users } from "./record/user.ts";

/** Every stream of the shop, in the order of the catalog. */
export const shopStreams: readonly ShopStream[] = [users, products, purchases];

/** What `discover` answers. */
export const catalog: Message = { type: "CATALOG", catalog: { streams: shopStreams.map(describeStream) } };

function describeStream({ name, properties }: ShopStream): object {
  return {
    name,
    json_schema: { $schema: "http://json-schema.org/draft-07/schema#", type: "object", properties },
    supported_sync_modes: ["full_refresh", "incremental"],
    source_defined_cursor: true,
    default_cursor_field: ["updated_at"],
    source_defined_primary_key: [["id"]],
    is_resumable: true,
  };
}
