/** The parameters of a request, as texts. */
export type Parameters = Readonly<Record<string, string>>;

/** A page of items, and what leads to the next one, where there is one. */
export interface ItemPage {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | undefined;
  /** The query of the next page. */
  readonly link: string | undefined;
}

/** One page of `count` items (23): those of an owner or group, of a time range (both ends included) or after an id, with the wanted fields. */
export function listItems(parameters: Parameters): ItemPage {
  const { since = "", until = "9", after = "0", group, fields } = parameters;
  const kept = createItems(parameters).filter(
    ({ id, at, group: own }) => at >= since && at <= until && id > Number(after) && (group ?? own).includes(own),
  );
  const size = Number(parameters["size"] ?? "10");
  const page = Number(parameters["page"] ?? "0") - Number(parameters["first"] ?? "0");
  const start = Number(parameters["offset"] ?? parameters["cursor"] ?? page * size);
  const items = kept.slice(start, start + size);
  const more = start + size < kept.length;
  const rest = { ...parameters, cursor: String(start + size) };
  return {
    items: fields === undefined ? items : items.map((item) => pick(item, ["id", ...fields.split(",")])),
    next: more ? String(start + size) : undefined,
    link: more ? new URLSearchParams(rest).toString() : undefined,
  };
}

interface Item extends Readonly<Record<string, unknown>> {
  readonly id: number;
  readonly at: string;
  readonly group: string;
}

function createItems({ owner, count = "23" }: Parameters): readonly Item[] {
  const first = owner === undefined ? 0 : Number(owner) * 100;
  return Array.from({ length: Number(count) }, (_item, index) => ({
    id: first + index + 1,
    name: `item ${first + index + 1}`,
    at: `2024-01-${String(1 + (index % 9)).padStart(2, "0")}`,
    group: ["a", "b", "c"][index % 3] ?? "",
    size: index % 5,
    tags: ["x", "y", "z"].slice(0, index % 4),
    address: { city: `city ${index % 4}`, zip: 10_000 + index },
  }));
}

function pick(item: Item, fields: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).filter(([field]) => fields.includes(field)));
}
