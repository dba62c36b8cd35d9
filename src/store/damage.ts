/** One thing that is wrong with a record: in which table, which row or text (empty: the table), and what. */
export type Damage = { readonly table: string; readonly key: string; readonly problem: string };
