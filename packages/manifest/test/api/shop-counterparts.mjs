/** @type {import("../../src/custom/counterpart.ts").CounterpartModule["counterparts"]} Counterparts of the classes of `manifests/custom.yaml`, as a user would write them. */
export const counterparts = [
  {
    className: "source_shop.components.Shout",
    connector: "source-shop",
    transformation:
      ({ fields }) =>
      (record) =>
        void (record["name"] = `${String(record["name"]).toUpperCase()}${String(fields["suffix"])}`),
  },
  {
    className: "Newer",
    filter:
      ({ config }) =>
      (record) =>
        Number(record["id"]) > Number(config["after"]),
  },
  {
    className: "Pairs",
    extractor: () =>
      function* (document) {
        for (const [name, id] of Object.entries(document.pairs)) yield { id, name };
      },
  },
  {
    className: "Signature",
    authenticator:
      ({ config }) =>
      () => ({ "X-Signed": String(config["after"]) }),
  },
  {
    className: "Label",
    component: () => ({
      type: "AddFields",
      fields: [{ type: "AddedFieldDefinition", path: ["label"], value: "no. {{ record['id'] }}" }],
    }),
  },
  { className: "OfAnotherConnector", connector: "source-other", transformation: () => () => undefined },
];
