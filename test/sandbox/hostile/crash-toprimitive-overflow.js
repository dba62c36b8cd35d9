// tries: throws what overflows the stack whenever it becomes a text, a name or a message | expect: error
const text = {
  [Symbol.toPrimitive]() {
    return `${this}`;
  },
};
const error = new RangeError("x");
for (const key of ["name", "message", "stack"]) Object.defineProperty(error, key, { value: text });
throw error;
