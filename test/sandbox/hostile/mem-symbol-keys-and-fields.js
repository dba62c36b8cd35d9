// tries: classes that extend one another without end, each with private fields and a symbol as key | expect: memory|timeout|error
let Base = class {};
const kept = [];
for (let i = 0; ; i++) {
  Base = class extends (i % 50 === 0 ? Object : Base) {
    #first = [i];
    [Symbol(`field ${i}`)] = { i };
    static #shared = Array.from("kept", (letter) => `${letter}${i}`);
    sum() {
      return [this.#first, Base.#shared];
    }
  };
  kept.push(new Base());
}
