// tries: a message that is cut inside a surrogate pair, by an error whose name and cause hold halves of pairs too | expect: error
const half = "\ud83d";
const error = new SyntaxError(`${"\u{1F600}".repeat(400)}${half}`, { cause: half });
Object.defineProperty(error, "name", { value: `\udc00${"x".repeat(10)}` });
error.stack = `draft.ts:${half}:1 draft.ts:99999999999999999999:1 \u2028\u0000</script>`;
throw error;
