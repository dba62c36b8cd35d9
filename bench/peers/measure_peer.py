"""Measures tasks of reasoning-gym or InternBootcamp in a copy of theirs: cases and verifications a CPU second.

Reads {"root", "peer", "seconds", "tasks"} as JSON from standard input and writes a JSON object a task. Their packages
import every task at once, so that one missing dependency would keep all of them out: where the __init__.py of a package
fails, what it did until then stays, and the module of a task is imported all the same. Nothing of theirs is replaced;
what a module itself cannot import is reported.
"""

import contextlib
import importlib
import io
import json
import os
import random
import sys
import time
import types
import warnings

warnings.filterwarnings("ignore")


def open_package(folder, name):
    """Runs a package's __init__.py as far as it goes."""
    if name in sys.modules:
        return
    package = types.ModuleType(name)
    package.__path__ = [folder]
    package.__package__ = name
    package.__file__ = os.path.join(folder, "__init__.py")
    sys.modules[name] = package
    if os.path.exists(package.__file__):
        with open(package.__file__, encoding="utf-8") as source, contextlib.suppress(Exception):
            exec(compile(source.read(), package.__file__, "exec"), package.__dict__)


def import_task(root, name):
    # InternBootcamp's modules import each other by two names.
    inner = os.path.join(root, "internbootcamp")
    for path in (root, inner):
        if path not in sys.path:
            sys.path.insert(0, path)
    if os.path.isdir(inner):
        open_package(os.path.join(inner, "bootcamp"), "bootcamp")
    parts = name.split(".")
    for depth in range(1, len(parts)):
        open_package(os.path.join(root, *parts[:depth]), ".".join(parts[:depth]))
    return importlib.import_module(name)


def rate(act, seconds):
    """Calls of `act(n)` for each second of CPU, after a tenth of that time to warm up."""
    for share in (0.1, 1):
        count, start = 0, time.process_time()
        while True:
            act(count)
            count += 1
            used = time.process_time() - start
            if used >= seconds * share:
                break
    return count / used


def fill(rows, fits):
    """The first filling of a square's empty cells (0), those with fewest candidates first."""
    size = len(rows)
    best = None
    for r in range(size):
        for c in range(size):
            if rows[r][c] == 0:
                values = [v for v in range(1, size + 1) if fits(rows, r, c, v)]
                if best is None or len(values) < len(best[2]):
                    best = (r, c, values)
    if best is None:
        return True
    r, c, values = best
    for value in values:
        rows[r][c] = value
        if fill(rows, fits):
            return True
    rows[r][c] = 0
    return False


def is_free(rows, r, c, value):
    return all(rows[r][i] != value and rows[i][c] != value for i in range(len(rows)))


def sudoku_fits(rows, r, c, value):
    box = [(r // 3 * 3 + i, c // 3 * 3 + j) for i in range(3) for j in range(3)]
    return is_free(rows, r, c, value) and all(rows[i][j] != value for i, j in box)


def futoshiki_fits(case):
    signs = {}
    for one in case["inequalities"]:
        first, second = tuple(one["cell1"]), tuple(one["cell2"])
        less, more = (first, second) if one["symbol"] == "<" else (second, first)
        signs.setdefault(less, []).append((more, 1))
        signs.setdefault(more, []).append((less, -1))

    def fits(rows, r, c, value):
        near = ((rows[i][j], way) for (i, j), way in signs.get((r, c), []))
        return is_free(rows, r, c, value) and all(v == 0 or (v - value) * way > 0 for v, way in near)

    return fits


def solved(rows, fits):
    rows = [list(row) for row in rows]
    assert fill(rows, fits), "a case without a solution"
    return rows


def spaced(rows):
    return "\n".join(" ".join(str(value) for value in row) for row in rows)


def letters_of(case):
    """Well-formed and all but surely wrong: their verifier works out the whole sum either way."""
    letters = sorted(set(filter(str.isalpha, case["equation"])))
    digits = random.sample(range(1, 10), min(9, len(letters))) + [0]
    return ",".join(f"{letter}={digit}" for letter, digit in zip(letters, digits))


# What somebody answers to a case of InternBootcamp, which has no reference answers of its own.
ANSWERS = {
    "sudoku": lambda case: f"[answer]\n{spaced(solved(case['puzzle'], sudoku_fits))}\n[/answer]",
    "futoshiki": lambda case: f"[answer]{solved(case['initial'], futoshiki_fits(case))}[/answer]",
    "sudoku-rows": lambda case: "[[" + ",".join(" ".join(row) for row in case["solution"]) + "]]",
    "letters": lambda case: f"[[{letters_of(case)}]]",
    "sum": lambda case: "[[" + " + ".join(map(str, case["numbers"])) + "]]",
}


THOUGHT = "x " * 1000


def open_reasoning_gym(module, task):
    config = getattr(module, task["config"])(**task["settings"], seed=1)
    dataset = getattr(module, task["class"])(config)

    def verify(count):
        entries = [dataset[n] for n in range(count)]
        extract_answer = importlib.import_module("reasoning_gym.utils").extract_answer
        answers = [one["answer"] or json.dumps(one["metadata"]["possible_answer"]) for one in entries]
        responses = [f"<think>{THOUGHT}</think>\n<answer>{one}</answer>" for one in answers]

        def score(n):
            return dataset.score_answer(extract_answer(responses[n % count]), entry=entries[n % count])

        assert all(score(n) >= 0.99 for n in range(count)), "an answer of its own does not score 1"
        return score

    # Some look a case up by its index, and refuse one beyond their size.
    return (lambda n: dataset[n % len(dataset)]), verify


def open_intern_bootcamp(module, task):
    bootcamp = getattr(module, task["class"])(**task["settings"])

    def verify(count):
        if task["answer"] is None:
            return None
        cases = [bootcamp.case_generator() for _ in range(count)]
        responses = [f"<think>{THOUGHT}</think>\n{ANSWERS[task['answer']](one)}" for one in cases]
        return lambda n: bootcamp.verify_score(responses[n % count], cases[n % count])

    return (lambda n: bootcamp.prompt_func(bootcamp.case_generator())), verify


OPEN = {"reasoning-gym": open_reasoning_gym, "InternBootcamp": open_intern_bootcamp}


def measure(asked, task):
    random.seed(1)
    generate, prepare = OPEN[asked["peer"]](import_task(asked["root"], task["module"]), task)
    generated = rate(generate, asked["seconds"])
    verify = prepare(20)
    verified = None if verify is None else rate(verify, asked["seconds"])
    return {"status": "measured", "generated": generated, "verified": verified}


def main():
    asked = json.load(sys.stdin)
    for task in asked["tasks"]:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                found = measure(asked, task)
        except Exception as error:  # whatever a copy lacks is told, and the other tasks are measured
            found = {"status": "failed", "why": f"{type(error).__name__}: {error}"}
        print(json.dumps(found), flush=True)


main()
