import { ByteWriter, parquetWrite } from "hyparquet-writer";
import { writeGroundTruth } from "../../core/training/ground-truth.ts";
import type { DatasetRow } from "./dataset.ts";

type SchemaElement = NonNullable<Parameters<typeof parquetWrite>[0]["schema"]>[number];

/** A field of a record, or a column: its leaf in the schema. */
type Field = readonly SchemaElement[];

/** A field with a text. */
export function textField(name: string): Field {
  return [{ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" }];
}

/** A field with a whole number of 64 bits; its values are BigInts. */
export function wholeField(name: string): Field {
  return [{ name, type: "INT64", repetition_type: "REQUIRED" }];
}

/** A field with a number that need not be whole, of 64 bits. */
export function floatField(name: string): Field {
  return [{ name, type: "DOUBLE", repetition_type: "REQUIRED" }];
}

/** A field that is true or false. */
export function booleanField(name: string): Field {
  return [{ name, type: "BOOLEAN", repetition_type: "REQUIRED" }];
}

const struct = (name: string, ...fields: readonly Field[]): Field => [
  { name, repetition_type: "REQUIRED", num_children: fields.length },
  ...fields.flat(),
];
/** A list as Arrow, and with it every trainer, reads it: three levels, nothing of it may be null. */
const list = (name: string, element: Field): Field => [
  { name, repetition_type: "REQUIRED", num_children: 1, converted_type: "LIST" },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  ...element,
];

/** A column: its name is the first of its schema's, its value is taken from a row. */
export type Column<Row> = {
  readonly name: string;
  readonly schema: Field;
  readonly value: (row: Row) => unknown;
};

/** A column of texts. */
export function textColumn<Row>(name: string, value: (row: Row) => string): Column<Row> {
  return { name, schema: textField(name), value };
}

/** A column of conversations: lists of `{role, content}`, or of records of other texts. */
export function messagesColumn<Row, Name extends string = "role" | "content">(
  name: string,
  value: (row: Row) => readonly Readonly<Record<Name, string>>[],
  fields: readonly string[] = ["role", "content"],
): Column<Row> {
  return { name, schema: list(name, struct("element", ...fields.map(textField))), value };
}

/** A column of records of texts. */
function recordColumn<Row>(
  name: string,
  fields: readonly string[],
  value: (row: Row) => Readonly<Record<string, string>>,
): Column<Row> {
  return { name, schema: struct(name, ...fields.map(textField)), value };
}

/** A column of records of any fields. */
export function structColumn<Row>(
  name: string,
  fields: readonly Field[],
  value: (row: Row) => Readonly<Record<string, unknown>>,
): Column<Row> {
  return { name, schema: struct(name, ...fields), value };
}

/** `reward_model` of veRL's rows. */
export const rewardModelColumn: Column<DatasetRow> = recordColumn(
  "reward_model",
  ["style", "ground_truth"],
  ({ truth }) => ({ style: "rule", ground_truth: writeGroundTruth(truth) }),
);

/** `extra_info`, the same in every file whatever the bootcamp. */
export const extraInfoColumn: Column<DatasetRow> = structColumn(
  "extra_info",
  [
    wholeField("index"),
    textField("split"),
    textField("bootcamp"),
    wholeField("version"),
    textField("domain"),
    wholeField("level"),
    wholeField("seed"),
    textField("case_id"),
  ],
  ({ extra }) => ({
    ...extra,
    index: BigInt(extra.index),
    version: BigInt(extra.version),
    level: BigInt(extra.level),
    seed: BigInt(extra.seed),
  }),
);

/** Rows in a group: Arrow reads one group at a time, and prompts are a few kilobytes each. */
export const ROWS_PER_GROUP = 10_000;

/**
 * Rows as a parquet file, Snappy-compressed; the same rows give the same bytes. `schema` is the name and version
 * of the layout, which the file's metadata states.
 */
export function writeParquet<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  schema: string,
  rowGroupSize = ROWS_PER_GROUP,
): Uint8Array {
  const writer = new ByteWriter();
  void parquetWrite({
    writer,
    columnData: columns.map(({ name, value }) => ({ name, data: rows.map(value) })),
    schema: [{ name: "schema", num_children: columns.length }, ...columns.flatMap((one) => one.schema)],
    rowGroupSize,
    createdBy: "campforge",
    kvMetadata: [{ key: "campforge.schema", value: schema }],
  });
  return writer.getBytes();
}
