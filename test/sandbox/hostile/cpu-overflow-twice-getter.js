// tries: a proxy whose trap tries again after each stack overflow: exponential in the depth of the stack | expect: timeout|error
const again = new Proxy(
  {},
  {
    get(_target, key, receiver) {
      try {
        return receiver[key];
      } catch {
        return receiver[key];
      } finally {
        Reflect.get(receiver, "other");
      }
    },
  },
);
again.deep;
