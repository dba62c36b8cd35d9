import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createLanguageFinder, findForeignSentence } from "../../../src/unittests/texts/find-language.ts";
import { ROOT } from "../../project.ts";

const findOtherLanguage = createLanguageFinder();

describe("a text", () => {
  test.each([
    [
      "German",
      "Die Summe der Zahlen ist gesucht. Jede Zahl ist ganz, und keine wird zweimal mit einer anderen addiert.",
    ],
    [
      "French",
      "Trouvez la somme des nombres. Chaque nombre est entier et ne doit pas être compté deux fois dans le total.",
    ],
    [
      "Spanish",
      "Encuentre la suma de los números. Cada número es entero y se debe contar una vez, sin que falte uno entre dos.",
    ],
    ["a script other than Latin", "请把下面的数字全部加起来，然后把答案写在最后一行。Answer: …"],
    ["a script other than Latin", "Сложите все числа и запишите ответ."],
  ])("in %s is told from English", (language, text) => {
    expect(findOtherLanguage(text)).toBe(language);
  });

  test.each([
    "Add the numbers up and give the sum, with no more than one word: 12, 14, 15.",
    "A B C D\nE F G H\n1 2 3 4",
    "Translate the German sentence “Der Hund und die Katze sind im Haus” into the language of this task, by the rules that are given for it.",
    "Σ xᵢ for each i: find α and β.",
  ])("in English, or too short to tell, is not: %s", (text) => {
    expect(findOtherLanguage(text)).toBeUndefined();
  });

  test.each([
    "Roll the dice along these paths:\nE (a)\nN W (b)\nE E S (c)\nE N E (d)\nS E (e)",
    "Which letters follow?\nu o a e\no e u a\ne o e o\na u e",
    "Tiles: L A E; L O E; E U; O L A. Which pair fits?",
  ])("whose lines hold single letters as data holds no sentence of another language: %s", (text) => {
    expect(findForeignSentence(text, "")).toBeUndefined();
  });

  test("holds a sentence of another language, however much English stands around it", () => {
    const text =
      "Add the numbers up, one by one.\n\nLa somma di tutti i numeri e il resto sono da dare per ogni riga.";
    expect(findForeignSentence(text, "")).toMatchObject({ language: "Italian" });
  });

  test("of the project's own pages is English", () => {
    for (const file of readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md")))
      expect(findOtherLanguage(readFileSync(join(ROOT, "docs", file), "utf8"))).toBeUndefined();
  });
});
