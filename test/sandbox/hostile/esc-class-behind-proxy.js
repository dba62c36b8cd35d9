// tries: gives the harness a proxy as its class, and looks at all that the traps are handed | expect: error|ok
const handed = [];
with (handed) handed.length = 0;
(toolkit) => {
  const watch = (target) =>
    new Proxy(
      target,
      new Proxy(
        {},
        {
          get: (_none, trap) =>
            function (...given) {
              handed.push(this, ...given, new Error(trap).stack);
              const result = Reflect[trap](...given);
              return trap === "construct" ? watch(result) : result;
            },
        },
      ),
    );
  class Watched extends toolkit.Bootcamp {
    static card = watch({ name: "Watched", levels: [{ most: 9 }] });
    answerFormat = toolkit.finalLine(toolkit.integer());
    caseGenerator(...given) {
      handed.push(...given, this);
      const texts = handed.map((one) => {
        try {
          return one === toolkit || one === Watched
            ? ""
            : `${typeof one === "object" ? Reflect.ownKeys(one).map(String) : String(one)}`;
        } catch (error) {
          return error.name;
        }
      });
      const host = texts.filter((text) => /calling\(|applySync|drawOne =|node:|\(\/\w+|file:/.test(text));
      return { handed: handed.length, answer: host.length > 0 ? `ESCAPED ${host}` : "nothing found" };
    }
    promptFunc() {
      return "";
    }
    referenceAnswer() {
      return "";
    }
  }
  return watch(Watched);
};
