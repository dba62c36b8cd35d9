import type { CheckName } from "../../core/checks/unit-test-report.ts";

/** What each check of a draft looks for, in a reviewer's words. */
export const CHECK_EXPLANATIONS: Readonly<Record<CheckName, string>> = {
  loads:
    "The class runs at all, and its card describes it: every field is there, and no level leaves its own range.",
  "generation never throws":
    "At every level a hundred cases can be drawn, without an error and within the limits of time and memory.",
  deterministic:
    "The same seed, level and index give the same case again in a fresh world. State between cases would break that.",
  "seed matters":
    "Cases of a level differ from each other. Where too many are duplicates, there is too little to train on.",
  "json round trip":
    "Cases survive being stored as JSON: no NaN, no negative zero, no Map gets lost on the way.",
  "reference answers score 1": "Reference answers score 1, also when they are worded as models word them.",
  "verifier is total": "Whatever the response, the verifier gives a score: it neither throws nor hangs.",
  "wrong answers score below 1":
    "Garbage, the prompt itself, other cases' answers and right answers with one element changed are not paid.",
  "every change is noticed":
    "A right answer with one change, whatever the change, is no longer paid: each kind of change is counted by itself.",
  "guessing does not pay":
    "Neither a well-formed answer drawn at random nor a glance at the prompt's surface earns much.",
  "what is told is checked":
    "Each field of a case that changes a score is told in the prompt, and what the prompt tells can change a score.",
  "prompts fit their cases": "Prompts tell their cases apart and have no slot left unfilled.",
  "no leak":
    "The prompt does not hold its own answer: labelled, plain, reversed, encoded, or always at one place.",
  "answers are spread": "No fixed answer does well on average, and no text of the source is always accepted.",
  "levels are real":
    "Levels differ in what can be measured of their cases, and something grows from the easiest to the hardest.",
  "prompt within bounds":
    "Prompts are neither empty nor endless, they are in English, and they speak of no image.",
  "not simplified":
    "Nothing in comments, names or texts admits that the task was made smaller than it was described.",
  "texts are clean":
    "No unseen characters, keys, markup or words to judges and reviewers stand in prompts, card or code.",
  new: "It is no near-duplicate of a bootcamp of the library or of another draft of the run.",
  "verifier is tested":
    "Small mistakes put into the verifier are noticed by the other checks. It runs only when asked for.",
  "worked solutions hold":
    "Each worked solution ends with its reference answer and scores 1, and harder levels take longer ones. It stands there for a class that works its cases out.",
  "agrees with the reference solution":
    "The description's own solution, run on fresh cases, agrees with the reference answers and reproduces the description's examples. It is shown where the description has a solution or examples.",
  "model verifier is calibrated":
    "Asked about 400 answers that the class knows to be right and 400 that it knows to be wrong, the model that compares answers calls at least 98% of either what they are. It is shown where a class has its answers compared by a model.",
};

/** What stands beside the checks of a draft and needs a model. */
export const GATE_EXPLANATIONS = {
  "second oracle":
    "A solver that was written from the prompts alone answers fresh cases. Where it and the class disagree, a third look says who is wrong.",
  "second verifier":
    "A verifier that was written from the prompts alone judges the same answers as the class's own: right ones, changed ones, random ones. The smallest differences get a third look.",
  shortcut:
    "A model that sees prompts and not the class writes the cheapest way to be paid without doing the task. What it earns on fresh cases is the shortcut.",
  critic:
    "A model reads the class against its description and says how faithful it is, from 0 to 4. Below 3 it flags; it never approves.",
  judge:
    "A model attempts fresh cases until its accuracy is clearly inside the band, above or below it, or the attempts are used up.",
} as const;

/** The address of the explanation of a check or gate on the page of checks. */
export const explanationLink = (name: string): string => `/checks#${name.replaceAll(" ", "-")}`;
