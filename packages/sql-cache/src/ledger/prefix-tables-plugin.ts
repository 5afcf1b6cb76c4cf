import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type SchemableIdentifierNode,
  type UnknownRow,
} from "kysely";

/** Puts a prefix before every table name of a query: what a schema does, for databases without schemas. */
export class PrefixTablesPlugin implements KyselyPlugin {
  readonly #transformer: PrefixTables;

  constructor(prefix: string) {
    this.#transformer = new PrefixTables(prefix);
  }

  transformQuery(query: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(query.node, query.queryId);
  }

  async transformResult(result: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result.result;
  }
}

class PrefixTables extends OperationNodeTransformer {
  readonly #prefix: string;

  constructor(prefix: string) {
    super();
    this.#prefix = prefix;
  }

  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    return { ...node, identifier: { ...node.identifier, name: this.#prefix + node.identifier.name } };
  }
}
