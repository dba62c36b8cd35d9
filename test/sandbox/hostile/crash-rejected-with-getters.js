// tries: returns well and leaves a rejected promise, whose reason never returns from its getters, for the host to read | expect: timeout|error|ok
const forever = {
  get() {
    for (;;);
  },
};
const reason = new Error("left behind");
for (const key of ["stack", "message", "name"]) Object.defineProperty(reason, key, forever);
Promise.reject(reason);
Promise.reject(new Proxy(reason, { get: forever.get, getPrototypeOf: forever.get }));
({ n: 1 });
