import { afterAll, expect, test } from "vitest";
import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { measureTheirs } from "../../bench/peers/measure-theirs.ts";
import { findPython } from "../python/find-python.ts";
import { scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

/** A copy whose package fails for want of a dependency, with one task that needs none and one that does. */
function aCopy(): string {
  mkdirSync(join(folder.path, "reasoning_gym", "games"), { recursive: true });
  folder.write("reasoning_gym/__init__.py", "from .games import futoshiki\n");
  folder.write("reasoning_gym/games/__init__.py", "");
  folder.write("reasoning_gym/games/futoshiki.py", "import not_there_at_all\n");
  folder.write(
    "reasoning_gym/utils.py",
    "def extract_answer(text):\n    return text.split('<answer>')[1].split('</answer>')[0]\n",
  );
  folder.write(
    "reasoning_gym/games/sudoku.py",
    `from ..utils import extract_answer
class SudokuConfig:
    def __init__(self, min_empty, max_empty, seed):
        self.seed = seed
class SudokuDataset:
    def __init__(self, config):
        print("said by a peer")
    def __len__(self):
        return 500
    def __getitem__(self, n):
        return {"question": "?", "answer": str(n)}
    def score_answer(self, answer, entry):
        return 1.0 if answer == entry["answer"] else 0.0
`,
  );
  return folder.path;
}

test.skipIf(findPython().status === "none")(
  "of a copy that lacks a dependency, the tasks that do without it are measured, and the others say what is missing",
  () => {
    const copy = { root: aCopy(), python: "python3", seconds: 0.001 };
    const [sudoku, futoshiki, queens] = measureTheirs("reasoning-gym", copy);
    expect(sudoku).toEqual({
      status: "measured",
      generated: expect.any(Number),
      verified: expect.any(Number),
    });
    expect(futoshiki).toMatchObject({ why: "ModuleNotFoundError: No module named 'not_there_at_all'" });
    expect(queens).toMatchObject({ why: expect.stringContaining("reasoning_gym.games.n_queens") });
  },
);
