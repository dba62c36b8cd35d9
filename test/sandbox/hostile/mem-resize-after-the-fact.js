// tries: a thousand buffers of 0 bytes with 1 GiB reserved for each, grown and touched little by little | expect: memory|error|timeout
const buffers = [];
for (let i = 0; i < 1_000; i++) {
  try {
    buffers.push(new ArrayBuffer(0, { maxByteLength: 2 ** 30 }));
  } catch {
    break;
  }
}
for (let size = 2 ** 20; size <= 2 ** 30; size += 2 ** 20) {
  for (const buffer of buffers) {
    try {
      buffer.resize(size);
      new Uint8Array(buffer, size - 2 ** 20).fill(1);
    } catch {
      continue;
    }
  }
}
