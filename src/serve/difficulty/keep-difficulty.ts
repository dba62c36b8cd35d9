import { setTimeout as sleep } from "node:timers/promises";
import { writeCurriculum } from "./curriculum-file.ts";
import type { Curriculum } from "./curriculum.ts";
import type { SharedCurriculum } from "./shared-curriculum.ts";

/** The difficulty is written to its file at most so often. */
const WRITE_MS = 2_000;

/** The difficulty that servers share goes back and forth so often. */
const EXCHANGE_MS = 500;

/** How long a server that ends waits for the database to take what was learned last. */
const GOODBYE_MS = 3_000;

/** Keeps what is learned of difficulty, until it is stopped; stopping keeps the last of it. */
export type DifficultyKeeper = { readonly stop: () => Promise<void> };

/** Keeps the difficulty in a file, now and then; nowhere without one. */
export function keepInFile(
  curriculum: Curriculum,
  { file, onNotice }: { readonly file: string | null; readonly onNotice: (text: string) => void },
): DifficultyKeeper {
  const write = (): void => {
    if (file === null || !curriculum.hasChanged()) return;
    try {
      writeCurriculum(file, curriculum.state());
    } catch (error) {
      onNotice(`${file}: the difficulty cannot be kept: ${String(error)}`);
    }
  };
  const timer = setInterval(write, WRITE_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      write();
    },
  };
}

/** Exchanges the difficulty with the other servers, now and then. A database that does not answer holds up nobody's end. */
export function keepShared(
  shared: SharedCurriculum,
  { onNotice }: { readonly onNotice: (text: string) => void },
): DifficultyKeeper {
  const tell = (error: unknown): void => onNotice(`the difficulty: ${String(error)}`);
  const timer = setInterval(() => void shared.exchange().catch(tell), EXCHANGE_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      const settled = shared.settle().then(() => "settled" as const);
      const ended = await Promise.race([settled, sleep(GOODBYE_MS, "late" as const, { ref: false })]).catch(
        tell,
      );
      settled.catch(() => undefined); // it was told, or comes too late
      if (ended === "late")
        onNotice(
          `the difficulty that was learned last could not be written within ${GOODBYE_MS / 1_000} s, and is lost: the database does not answer`,
        );
    },
  };
}
