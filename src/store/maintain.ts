import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StoreFault } from "../core/run/store-fault.ts";
import { checkIntegrity, type Integrity } from "./check-integrity.ts";
import { collectGarbage, type Garbage, measureGarbage } from "./collect-garbage.ts";
import { copyRecord } from "./copy-record.ts";
import { explained, guardOf } from "./explain-fault.ts";
import { openDatabase } from "./open-database.ts";

/** The record, for who looks after the file rather than after what is in it. */
export type Caretaker = {
  readonly check: () => Integrity;
  /** Copies the record into a file that is not there yet. Throws a StoreFault; then there is no file. */
  readonly copy: (to: string) => Integrity;
  readonly close: () => void;
};

/** Opens a record, of this schema or an older one, to check or to copy it; others may read and write meanwhile. */
export function openToCheck(file: string): Caretaker {
  const { database, close } = openDatabase(file, "read");
  return {
    check: guardOf(file)(() => checkIntegrity(database)),
    copy: (to) => {
      if (existsSync(to)) throw new StoreFault("unusable", `${to}: already exists. Name another file.`);
      const copy = (): Integrity => {
        accessSync(dirname(to), constants.W_OK);
        return copyRecord(database, to);
      };
      return explained(to, copy, "name another file");
    },
    close,
  };
}

/** The record, for who removes from it. */
export type Maintenance = {
  readonly measure: () => Garbage;
  readonly collect: () => Garbage;
  /** Bytes that the record takes on the disk, with its log. */
  readonly size: () => number;
  readonly close: () => void;
};

/** Opens a record that is there: to write, which takes its lock, or only to read. Throws a StoreFault. */
export function openMaintenance(file: string, mode: "read" | "write"): Maintenance {
  openDatabase(file, "read").close(); // a record that is not there is not made
  const { database, close } = openDatabase(file, mode);
  return {
    measure: guardOf(file)(() => measureGarbage(database)),
    collect: guardOf(file)(() => collectGarbage(database)),
    size: () =>
      [file, `${file}-wal`]
        .filter((one) => existsSync(one))
        .reduce((sum, one) => sum + statSync(one).size, 0),
    close,
  };
}
