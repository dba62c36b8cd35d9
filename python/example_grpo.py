"""A trainer in miniature: GRPO with prompts and rewards of a Campforge library, and a table for its policy.

Start ``npx campforge serve`` in one terminal, then ``python3 python/example_grpo.py [steps]`` in another.
"""

import math
import random
import re
import sys
from campforge_reward import RewardClient

random.seed(0)
STEPS, GROUP, CASES, RATE = int((sys.argv[1:] or ["1000"])[0]), 8, 4, 2.0

def guess_temperature(prompt):
    low, high = (pick(float(t) for t in re.findall(r"(-?\d+) °C *\|?.*J/\(g", prompt)) for pick in (min, max))
    return r"\boxed{%.2f}" % random.uniform(low, high)

def guess_colours(prompt):
    countries, colours = (re.search(r"%s: (.*)\." % what, prompt).group(1).split(", ") for what in ("tries", "colours"))
    fixed = dict(re.findall(r"^- (\w+) is (\w+)$", prompt, re.M))
    return "<answer>%s</answer>" % ", ".join("%s=%s" % (c, fixed.get(c) or random.choice(colours)) for c in countries)

def guess_square(prompt):
    given = [line.split() for line in re.findall(r"^[\d.](?: [\d.])+$", prompt, re.M)]
    rows = []
    for row in given:
        missing = random.sample([str(n + 1) for n in range(len(row)) if str(n + 1) not in row], row.count("."))
        rows.append(" ".join(missing.pop() if cell == "." else cell for cell in row))
    return "```\n%s\n```" % "\n".join(rows)


GUESSES = {"calorimetry": guess_temperature, "map-colouring": guess_colours, "futoshiki": guess_square}


def sample(logits, prompt, guess, explore):
    """A response that the policy knows, each as likely as its logit says, or a new one."""
    if not logits or random.random() < explore:
        return guess(prompt)
    return random.choices(list(logits), [math.exp(one) for one in logits.values()])[0]


client, table, rewards = RewardClient(), {}, {name: [] for name in GUESSES}
tasks = [
    (name, row)
    for name in GUESSES
    for row in client.post("/v1/cases", {"bootcamp": name, "level": 0, "seed": 0, "count": CASES})["cases"]
]
for step in range(1, STEPS + 1):
    name, row = tasks[step % len(tasks)]
    logits = table.setdefault(row["extra_info"]["case_id"], {})
    group = [sample(logits, row["prompt"], GUESSES[name], max(0.05, 1 - step / STEPS)) for _ in range(GROUP)]
    results = zip(group, client.score((row["ground_truth"], text) for text in group))
    scored = [(text, result.score) for text, result in results if result.score is not None]
    mean = sum(score for _, score in scored) / max(1, len(scored))
    for text, score in scored:
        logits[text] = min(20.0, logits.get(text, 0.0) + RATE * (score - mean))
    rewards[name].append(mean)
    if step % max(1, STEPS // 10) == 0:
        print("step %d" % step, *("%s %.2f" % (n, sum(r[-40:]) / max(1, len(r[-40:]))) for n, r in rewards.items()))
