// tries: ropes that share their halves cost nothing, until each is made flat | expect: memory|error|timeout
const flat = [];
for (let i = 0; i < 64; i++) {
  let rope = `${i}é\u4e00`;
  while (rope.length < 2 ** 26) rope += rope;
  flat.push(rope, rope.charCodeAt(2 ** 25), /\u4e01$/.test(rope));
}
flat.length;
