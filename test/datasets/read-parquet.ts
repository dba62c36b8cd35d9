import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/*
 * DuckDB reads parquet with code of its own: it is not the library that wrote the file, and it is one of those
 * with which data sets are looked at.
 */
let connection: Promise<DuckDBConnection> | undefined;

const connect = async (): Promise<DuckDBConnection> =>
  (connection ??= DuckDBInstance.create().then((instance) => instance.connect()));

/** A row as JSON; whole numbers of 64 bits are texts. */
export type ParquetRow = Readonly<Record<string, unknown>>;

/** The rows of a parquet file, in their order. */
export async function readParquet(file: string): Promise<readonly ParquetRow[]> {
  return ask(`select * from read_parquet(${quote(file)})`);
}

/** The columns of a parquet file with their types, as SQL writes them. */
export async function parquetColumns(file: string): Promise<Readonly<Record<string, string>>> {
  const rows = await ask(`describe select * from read_parquet(${quote(file)})`);
  return Object.fromEntries(rows.map((row) => [String(row["column_name"]), String(row["column_type"])]));
}

/** The leaves of a file's schema that may hold null. */
export async function nullableLeaves(file: string): Promise<readonly string[]> {
  const rows = await ask(`select name, repetition_type, num_children from parquet_schema(${quote(file)})`);
  return rows.flatMap((row) => (row["repetition_type"] === "OPTIONAL" ? [String(row["name"])] : []));
}

/** What a file's metadata says besides its schema. */
export async function parquetMetadata(file: string): Promise<Readonly<Record<string, string>>> {
  const rows = await ask(
    `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${quote(file)})`,
  );
  return Object.fromEntries(rows.map((row) => [String(row["key"]), String(row["value"])]));
}

async function ask(sql: string): Promise<readonly ParquetRow[]> {
  const reader = await (await connect()).runAndReadAll(sql);
  return reader.getRowObjectsJson();
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
