/* Draws cases: each is generated, then worded, answered and measured as far as somebody reads it. */
function createDrawing(toolkit, guest) {
  "use strict";
  const { Rng } = toolkit;
  const { freshClass, harden, beginItem, onStill, calling, expectText, isMethodFailed, MethodFailed } = guest;
  const { lostInJson, isDeep, MAX_DEPTH } = guest;
  const { parse, stringify } = JSON;

  /** The JSON of a case that was drawn. */
  const drawOne = (Draft, level, { seed, index, extent, parameters }) => {
    const { card } = Draft;
    const bootcamp = new Draft();
    const rng = Rng.forCase({ bootcamp: card.name, version: card.version ?? "1", level, seed, index });
    const made = calling("caseGenerator", () =>
      bootcamp.caseGenerator(rng, parameters ?? card.levels[level]),
    );
    const found = calling("caseGenerator", () => lostInJson(made, 0));
    const lost = found === null ? null : `case${found}`;
    const text = calling("caseGenerator", () => stringify(made));
    if (typeof text !== "string")
      throw new MethodFailed("caseGenerator", `returned ${typeof made}; expected a JSON value`);
    const first = parse(text);
    if (isDeep(first, 0))
      throw new MethodFailed("caseGenerator", `returned a case nested deeper than ${MAX_DEPTH}`);
    // Each method gets a case of its own, so that none sees what another one did to it.
    const ask = (method, instance) => calling(method, () => bootcamp[method](instance));
    const wording = (method, instance) => expectText(method, ask(method, instance));
    const prompt = extent === "case" ? "" : wording("promptFunc", first);
    const isAnswered = extent === "answered" || extent === "measured";
    const reference = isAnswered ? wording("referenceAnswer", parse(text)) : "";
    const drawn = { status: "drawn", index, prompt, reference, lost };
    if (extent !== "measured" || typeof bootcamp.hardness !== "function") return withCase(drawn, text);
    const hardness = ask("hardness", parse(text));
    if (Number.isFinite(hardness)) return withCase({ ...drawn, hardness }, text);
    throw new MethodFailed("hardness", `returned ${typeof hardness}; expected a finite number`);
  };

  /** The text of the instance stands there as it is: it was written once already. */
  const withCase = (drawn, text) => `${stringify(drawn).slice(0, -1)},"instance":${text}}`;

  const drawOrTell = (Draft, level, address) => {
    try {
      return drawOne(Draft, level, address);
    } catch (error) {
      if (!isMethodFailed(error)) throw error;
      const { method, message } = error;
      return stringify({ status: "threw", index: address.index, method, message });
    }
  };

  /** One class draws all of them, as a trainer would have it: a draft that keeps state shows it here. */
  const drawTogether = (level, addresses) => {
    const Draft = freshClass();
    harden(Draft);
    return addresses.map((address, item) => {
      beginItem(item);
      return drawOrTell(Draft, level, address);
    });
  };

  return {
    /** The JSON of a list of cases, drawn by one class; where it is still, by that of all jobs. */
    drawAll: (level, addresses, still) => {
      const drawn = still
        ? onStill(addresses, (address, Draft) => drawOrTell(Draft, level, address))
        : drawTogether(level, addresses);
      return `[${drawn.join(",")}]`;
    },
  };
}
