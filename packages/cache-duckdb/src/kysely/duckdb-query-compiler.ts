import {
  DefaultQueryCompiler,
  type InsertQueryNode,
  type JSONOperatorChainNode,
  type JSONPathLegNode,
  type JSONReferenceNode,
  OrActionNode,
  ValueNode,
} from "kysely";
import { DuckdbStatementError } from "./duckdb-statement-error.ts";

/** Spells SQL as DuckDB reads it; where nothing is said here, DuckDB reads what Kysely writes for PostgreSQL. */
export class DuckdbQueryCompiler extends DefaultQueryCompiler {
  /** DuckDB has `insert or replace`, and no `replace`. */
  protected override visitInsertQuery(node: InsertQueryNode): void {
    const { replace, ...insert } = node;
    super.visitInsertQuery(replace === true ? { ...insert, orAction: OrActionNode.create("replace") } : node);
  }

  protected override visitOrAction(node: OrActionNode): void {
    this.append(`or ${node.action}`);
  }

  protected override getAutoIncrement(): string {
    throw new DuckdbStatementError("DuckDB has no auto-increment.", {
      code: "QUERY_FAILED",
      hint: "Create a sequence, and let the column's default be nextval('its name').",
    });
  }

  /** In brackets, since DuckDB lets `->` bind less than `=`, `not` and `and`. */
  protected override visitJSONReference(node: JSONReferenceNode): void {
    this.append("(");
    super.visitJSONReference(node);
    this.append(")");
  }

  /** A chain as one path: after a plain `->`, DuckDB would read keys that begin with `$` or `/` as paths. */
  protected override visitJSONOperatorChain(node: JSONOperatorChainNode): void {
    this.visitNode(node.operator);
    this.append("'$");
    for (const leg of node.values) {
      const value = ValueNode.is(leg) ? leg.value : undefined;
      this.append(
        typeof value === "number" ? spellIndex(value) : `."${this.sanitizeJSONPathMemberValue(String(value))}"`,
      );
    }
    this.append("'");
  }

  protected override visitJSONPathLeg(node: JSONPathLegNode): void {
    if (node.type === "ArrayLocation") this.append(spellIndex(node.value));
    else super.visitJSONPathLeg(node);
  }

  protected override sanitizeJSONPathMemberValue(value: string): string {
    return super.sanitizeJSONPathMemberValue(value.replaceAll("\\", "\\\\"));
  }
}

/** From the end as `[#-1]`. */
function spellIndex(value: string | number): string {
  const index = value === "last" ? "#-1" : String(value).replace(/^-/, "#-");
  return `[${index.replaceAll("'", "''")}]`;
}
