// tries: walks everything that can be reached from arguments, errors, promises, iterators, and asks each for a constructor of code and for host names | expect: ok|timeout
const starts = [
  this,
  arguments,
  globalThis,
  new Error("x"),
  Promise.resolve(),
  [].values(),
  "".matchAll(/./g),
];
starts.push(
  async () => {},
  function* () {},
  async function* () {},
  new Proxy({}, {}),
  Iterator.from({ next: () => 1 }),
);
try {
  null.x;
} catch (error) {
  starts.push(error);
}
try {
  (function deep() {
    deep();
  })();
} catch (error) {
  starts.push(error);
}
const seen = new Set();
const found = [];
const queue = [...starts];
const HOST =
  /^(?:process|require|module|ivm|_ivm|isolate|applySync|derefInto|copyInto|compileScriptSync|mainModule|binding)$/;
while (queue.length > 0 && seen.size < 20_000) {
  const one = queue.pop();
  if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) continue;
  seen.add(one);
  try {
    if (typeof one === "function" && /^(?:Async|Generator|AsyncGenerator)?Function$/.test(one.name)) {
      const made = Reflect.construct(one, ["return typeof process"]);
      if (typeof made === "function") found.push("made code of a text");
    }
  } catch {
    found.length += 0;
  }
  for (const key of Reflect.ownKeys(one)) {
    if (typeof key === "string" && HOST.test(key)) found.push(key);
    const { value, get, set } = Reflect.getOwnPropertyDescriptor(one, key);
    queue.push(value, get, set);
    try {
      queue.push(get?.call(one));
    } catch (error) {
      queue.push(error);
    }
  }
  queue.push(Reflect.getPrototypeOf(one));
}
found.length > 0 ? `ESCAPED ${found}` : `${seen.size > 500} nothing found`;
