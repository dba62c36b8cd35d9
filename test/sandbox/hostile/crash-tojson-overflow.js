// tries: toJSON that writes itself as JSON until the stack ends, inside the harness's own stringify | expect: error|ok|timeout|memory
const self = {
  toJSON() {
    try {
      return JSON.stringify({ self });
    } catch (error) {
      return { depth: [error], self: error instanceof RangeError ? new Error("x", { cause: self }) : 0 };
    }
  },
};
({ self });
