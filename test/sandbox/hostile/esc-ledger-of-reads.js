// tries: a case that notes who reads which of its names, and shows the list when it is written as JSON | expect: ok|error
const reads = [];
const ledger = new Proxy(
  { n: 1 },
  {
    get(target, key) {
      reads.push(String(key), new Error("read").stack);
      return key === "toJSON"
        ? () => {
            const host = reads.filter((text) => /^then$|nodejs|inspect|util\.|node:|\(\/|file:/.test(text));
            return host.length > 0 ? `ESCAPED ${host}` : "read by the language only";
          }
        : target[key];
    },
    getOwnPropertyDescriptor(target, key) {
      reads.push(String(key));
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  },
);
ledger;
