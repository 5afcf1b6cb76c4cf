import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from "@duckdb/node-api";
import { bindParameter } from "./bind-parameter.ts";
import { DuckdbStatementError } from "./duckdb-statement-error.ts";

/** A statement of SQL text with its parameters. */
export interface DuckdbStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Prepares a statement and binds its parameters; of several, the last, after running those before it (DuckDB itself makes two of
 * a PIVOT). `read` refuses what would end the read-only transaction. The caller destroys the statement.
 */
export async function prepareStatement(
  connection: DuckDBConnection,
  { sql, parameters }: DuckdbStatement,
  access: "read" | "write",
): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  for (let index = 0; ; index += 1) {
    const statement = await statements.prepare(index);
    try {
      if (access === "read") refuseTransaction(statement);
      if (index === statements.count - 1) {
        for (const [position, parameter] of parameters.entries()) bindParameter(statement, position + 1, parameter);
        return statement;
      }
      await statement.run();
    } catch (error) {
      statement.destroySync();
      throw error;
    }
    statement.destroySync();
  }
}

function refuseTransaction(statement: DuckDBPreparedStatement): void {
  if (statement.statementType === StatementType.TRANSACTION) {
    throw new DuckdbStatementError("A read-only session has its transaction already.", {
      code: "QUERY_WRITES",
      hint: "Leave out BEGIN, COMMIT and ROLLBACK.",
    });
  }
}
