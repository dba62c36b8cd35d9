// tries: stack overflow inside static blocks, computed keys and field initialisers of classes | expect: error|ok|timeout
let caught = 0;
const nest = () => {
  try {
    class Inner {
      static #count = 0;
      static {
        nest();
        Inner.#count++;
      }
      [nest()] = nest();
      static [`${nest()}`] = new Inner();
    }
  } catch {
    if (caught++ > 200) return 0;
  }
  return caught;
};
nest();
