import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "../project.ts";
import { aLibrary, aSum } from "./a-library.ts";
import { aServer, truthOf } from "./a-server.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** What a trainer's process does with the standard library alone, and with the file that we ship. */
const SCRIPT = `
import json, sys, urllib.error, urllib.request
url, label, trap = sys.argv[1:4]

def post(path, body):
    data = json.dumps(body).encode()
    request = urllib.request.Request(url + path, data=data, headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return [reply.status, json.loads(reply.read())]
    except urllib.error.HTTPError as error:
        return [error.code, json.loads(error.read())["code"]]

import campforge_reward
client = campforge_reward.RewardClient(url)
results = client.score([(label, "Answer: 42"), (label, "Answer: 41"), (label, "none"), (trap, "Answer: 13")])
one = post("/v1/score", {"ground_truth": label, "response": "Answer: 42"})
print(json.dumps({
    "xtuner": post("/v1/judge", {"response": "Answer: 42", "label": label, "extra_info": {}}),
    "slime": post("/v1/judge", {"prompt": "?", "response": "Answer: 1", "label": label}),
    "openrlhf": post("/v1/openrlhf", {"query": ["Sum?Answer: 42</s>"], "prompts": ["Sum?"], "labels": [label]}),
    "failed": post("/v1/judge", {"response": "Answer: 13", "label": trap, "extra_info": {}}),
    "isFloat": type(one[1]["score"]) is float,
    "verl": campforge_reward.compute_score("campforge/sum", "Answer: 42", label, {"index": 0}),
    "client": [[result.status, result.score, result.code] for result in results],
}))
client.close()
`;

test.skipIf(!hasPython)(
  "Python's standard library, and the file that we ship, get the scores as floats",
  async () => {
    const library = aLibrary([
      { slug: "sum", name: "Sum", source: aSum("Sum") },
      {
        slug: "trap",
        name: "Trap",
        source: aSum("Trap", { verify: "if (answer === 13) throw new Error('no'); return 1;" }),
      },
    ]);
    const server = await aServer(library.path);
    try {
      const { stdout } = await promisify(execFile)(
        "python3",
        ["-c", SCRIPT, server.url, truthOf("sum", 20, 22), truthOf("trap", 1, 1)],
        { env: { ...process.env, PYTHONPATH: join(ROOT, "python"), CAMPFORGE_URL: server.url } },
      );
      expect(JSON.parse(stdout)).toMatchObject({
        xtuner: [200, { score: 1 }],
        slime: [200, { score: 0 }],
        openrlhf: [200, { rewards: [1], scores: [1] }],
        failed: [422, "verifier-threw"],
        isFloat: true,
        client: [
          ["scored", 1, ""],
          ["scored", 0, ""],
          ["unparsable", 0, ""],
          ["error", null, "verifier-threw"],
        ],
      });
      expect(stdout).toMatch(/"verl": (?:1\.0|\{[^}]*"score": 1\.0)/);
    } finally {
      await server.close();
      library.remove();
    }
  },
);
