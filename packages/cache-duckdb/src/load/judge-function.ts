import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";
import type { AirbyteType } from "@airdock/sql-cache";
import { judgeCast, judgeKey, judgeText } from "./verdict.ts";

/**
 * The name of the SQL function through which a load asks the reference conversion: `airdock_judge(type, text)`, or with what a
 * cast to the user's type has kept `airdock_judge(type, text, kept)`; of a key kept as text
 * the type is the stored one and the text JSON. It answers with a `Verdict`.
 */
export const judgeFunction = "airdock_judge";

/** How often cells were judged to be changed, in this process: when it stands still, a load changed nothing. */
export const judged: { changes: number } = { changes: 0 };

const connected = new WeakSet<DuckDBConnection>();

/** Makes the function known to the connection's database, until that is closed. */
export async function registerJudge(connection: DuckDBConnection): Promise<void> {
  if (connected.has(connection)) return;
  const { DuckDBScalarFunction, VARCHAR } = await import("@duckdb/node-api");
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: judgeFunction,
      returnType: VARCHAR,
      varArgsType: VARCHAR,
      specialHandling: true,
      // Else the optimizer would have a cell judged again wherever its verdict is used.
      volatile: true,
      mainFunction: (_info, input, output) => judgeChunk(input, output),
    }),
  );
  connected.add(connection);
}

function judgeChunk(input: DuckDBDataChunk, output: DuckDBVector): void {
  // The type is a constant of the statement.
  const type = String(input.getColumnVector(0).getItem(0));
  const judge = type.includes(" ") ? judgeKey : (judgeText as typeof judgeKey);
  const texts = input.getColumnVector(1);
  const kept = input.columnCount > 2 ? input.getColumnVector(2) : undefined;
  for (let row = 0; row < input.rowCount; row += 1) {
    const text = textOf(texts.getItem(row));
    if (text === null) {
      output.setItem(row, null);
      continue;
    }
    const verdict =
      kept === undefined ? judge(type, text) : judgeCast(type as AirbyteType, text, textOf(kept.getItem(row)));
    if (!verdict.startsWith("=") && verdict !== "0") judged.changes += 1;
    output.setItem(row, verdict);
  }
  output.flush();
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
