// tries: transfers each buffer to a larger one and keeps copies, so that old and new exist at once | expect: memory|error|timeout
const copies = [];
let buffer = new ArrayBuffer(2 ** 20, { maxByteLength: 2 ** 33 });
for (;;) {
  new Uint8Array(buffer).fill(1);
  copies.push(buffer.slice(0));
  buffer = buffer
    .transfer(Math.floor(buffer.byteLength * 1.2))
    .transferToFixedLength()
    .transfer();
}
