// tries: flat(Infinity) of empty arrays shared by 64 levels: 2^64 visits, and never an element | expect: timeout
let shared = [];
for (let i = 0; i < 64; i++) shared = [shared, shared];
shared.flat(Infinity).length;
