/**
 * The fields of component types: by type and field the kinds of value that may stand there. A name that ends in `!` must be there.
 *
 * A kind is a list of alternatives (`text | [text]`): `text`, `integer`, `number` (with a bound: `integer>=1`, `number>0`), `boolean`,
 * `object`, `list`, `null`, `any`; a word in quotes; a component's type; `[kind]` for lists (`[kind]>=1`: of one item at least), `{kind}` for objects with such values.
 */
export type ComponentFields = Readonly<Record<string, Readonly<Record<string, string>>>>;
