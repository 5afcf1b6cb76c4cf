/** What a counterpart is given: the component's own fields and the config. Integers that no double holds are bigints. */
export interface CounterpartSettings {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A record, or the slice it was read for, as plain data. */
export type PlainObject = Record<string, unknown>;

/**
 * What stands in for a custom Python class of a manifest. It has one of the members that build something, by the kind of component the
 * class is. A class without counterpart leaves its streams out.
 */
export interface Counterpart {
  /** The class as the manifest names it, `source_shop.components.FlattenTags`, or its last part alone: `FlattenTags`. */
  readonly className: string;
  /** The connector it belongs to: `source-shop`. Default: any. */
  readonly connector?: string;
  /** For any kind: the fields of a component of the engine that does the same, its `type` among them. */
  readonly component?: (fields: Readonly<Record<string, unknown>>) => PlainObject;
  /** For a CustomTransformation: changes a record in place. */
  readonly transformation?: (settings: CounterpartSettings) => (record: PlainObject, slice: PlainObject | null) => void;
  /** For a CustomRecordFilter: whether a record is kept. */
  readonly filter?: (settings: CounterpartSettings) => (record: PlainObject, slice: PlainObject) => boolean;
  /** For a CustomRecordExtractor: the records of one decoded document of an answer. */
  readonly extractor?: (settings: CounterpartSettings) => (document: unknown) => Iterable<PlainObject>;
  /** For a CustomAuthenticator: the headers that each attempt of a request gets. */
  readonly authenticator?: (
    settings: CounterpartSettings,
  ) => () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

/** What a module of counterparts exports. */
export interface CounterpartModule {
  readonly counterparts: readonly Counterpart[];
}
