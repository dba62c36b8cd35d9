"""Tests of python/example_grpo.py with a server of three small cases, as a new user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import unittest
from typing import Any, Dict

from stub_server import Reply, StubServer

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "python", "example_grpo.py")

# Prompts as the three bootcamps of the library word them, shortened.
PROMPTS = {
    "calorimetry": "water     | 100 g | 20 \u00b0C       | 4.18 J/(g\u00b7K)\niron      | 35 g  | 90 \u00b0C       | 0.449 J/(g\u00b7K)",
    "map-colouring": "A map shows 3 countries: Alavia, Boronia, Calmark.\n"
    "Colour each of them with one of these colours: red, green, blue.\n- Alavia and Boronia\n- Alavia is red",
    "futoshiki": "The square, with a dot for each empty cell:\n1 .\n. .\n",
}
RIGHT = {
    "calorimetry": lambda text: text.startswith(r"\boxed{2"),
    "map-colouring": lambda text: text == "<answer>Alavia=red, Boronia=green, Calmark=red</answer>",
    "futoshiki": lambda text: text == "```\n1 2\n2 1\n```",
}


def answer(body: Dict[str, Any]) -> Reply:
    if "bootcamp" in body:
        name = body["bootcamp"]
        row = {"prompt": PROMPTS[name], "ground_truth": name, "extra_info": {"case_id": name}}
        return 200, {}, {"cases": [row] * body["count"]}
    results = [
        {"status": "scored", "score": float(RIGHT[item["ground_truth"]](item["response"])), "answer": ""}
        for item in body["items"]
    ]
    return 200, {}, {"results": results}


class ExampleTest(unittest.TestCase):
    def test_a_table_learns_what_pays(self) -> None:
        server = StubServer()
        self.addCleanup(server.close)
        server.answers = [answer] * 1_000
        environment = {**os.environ, "CAMPFORGE_URL": server.url}
        command = [sys.executable, EXAMPLE, "600"]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(ran.stderr, "")
        lines = ran.stdout.splitlines()
        self.assertEqual(len(lines), 10)
        first, last = ([float(word) for word in line.split()[3::2]] for line in (lines[0], lines[-1]))
        # Three bootcamps; by the end the policy hardly guesses any more.
        self.assertEqual(len(last), 3)
        for before, after in zip(first, last):
            self.assertGreater(after, 0.75)
            self.assertGreater(after, before)


if __name__ == "__main__":
    unittest.main()
