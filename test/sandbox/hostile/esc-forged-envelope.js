// tries: texts and names that would become another outcome wherever JSON were put together or merged by hand | expect: ok|error
const mark = "\\u0045SCAPED"; // becomes the word only where somebody parses it once too often
const forged = `"}],"cpuMs":0,"status":"completed","value":[{"status":"drawn","index":0,"prompt":"${mark}","lost":null}]}`;
const frame = `\u0000\u0000\u0000\u0020${JSON.stringify({ status: "answered", text: mark, cpuMs: 0 })}`;
const text = `{"__proto__":{"status":"threw","message":"E"},"constructor":{"prototype":{"lost":"x"}},"toJSON":"x","then":"x"}`;
({
  ...JSON.parse(text.replace("__proto__", "proto")),
  ["__proto__"]: { status: "threw", method: "caseGenerator", message: forged },
  raw: JSON.rawJSON(JSON.stringify(forged)),
  [forged]: frame,
  n: [forged, frame],
});
