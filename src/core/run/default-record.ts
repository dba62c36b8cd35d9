/** Where the record is kept unless the configuration or --db says otherwise. */
export const DEFAULT_RECORD = ".campforge/record.sqlite";
