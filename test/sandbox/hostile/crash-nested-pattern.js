// tries: regular expressions nested as deep as their parser takes, with lookaheads, run once | expect: error|ok|timeout|memory
const made = [];
for (const depth of [1_000, 5_000, 20_000, 200_000]) {
  for (const [open, close] of [
    ["(", ")"],
    ["(?=", ")"],
    ["(?<!", ")"],
    ["(?:a|", ")*?"],
    ["(?i:", ")"],
  ]) {
    try {
      made.push(new RegExp(`${open.repeat(depth)}a${close.repeat(depth)}`).test("aaa"));
    } catch (error) {
      made.push(error.name);
    }
  }
}
made.join();
