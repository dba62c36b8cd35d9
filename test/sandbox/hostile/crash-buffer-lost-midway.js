// tries: takes the buffer away while native code sorts, fills, copies and reads it | expect: ok|error
const seen = [];
const attack = (name, act) => {
  const buffer = new ArrayBuffer(8_192, { maxByteLength: 65_536 });
  const view = new Uint8Array(buffer);
  const take = () => {
    buffer.resize(0);
    buffer.resize(65_536);
    buffer.transfer(16);
    return 1;
  };
  try {
    seen.push(`${name} ${String(act(view, { valueOf: take }, take)).length}`);
  } catch (error) {
    seen.push(`${name} ${error.name}`);
  }
};
attack("sort", (view, _evil, take) => view.sort(take));
attack("fill", (view, evil) => view.fill(evil, 0, 8_000));
attack("copyWithin", (view, evil) => view.copyWithin(4_000, 1, evil));
attack("with", (view, evil) => view.with(5_000, evil));
attack("lastIndexOf", (view, evil) => view.lastIndexOf(0, evil));
attack("set", (view, evil) => view.set([1, evil, 3], 8_000));
attack("subarray", (view, evil) => view.subarray(evil, 8_000).toReversed());
attack("slice", (view, evil) => view.slice(evil, 8_192));
attack("DataView", (view, evil) => new DataView(view.buffer, 8).setFloat64(8_100, evil));
attack("from", (view, _evil, take) => Uint8Array.from(view, take));
attack("join", (view, evil) => view.join({ toString: () => `${evil.valueOf()}` }));
seen;
