import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readStream } from "../../src/models/exchange/read-stream.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const event = (choice: object, top: object = {}): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }], ...top })}\n\n`;
const delta = (fields: object, finish: string | null = null): string =>
  event({ delta: fields, finish_reason: finish });
const read = (text: string, size = 7): ReturnType<typeof readStream> =>
  readStream(inPieces(text, size), 10_000);

test("a reply in pieces is the same as one at once, wherever its bytes are cut", async () => {
  const piece = fc.string({ unit: "binary", maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece),
      fc.array(piece),
      fc.integer({ min: 1, max: 50 }),
      async (thoughts, texts, size) => {
        const said = [
          ...thoughts.map((one) => delta({ reasoning_content: one })),
          ...texts.map((one) => delta({ content: one })),
          delta({}, "stop"),
          `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 3 } })}\r\n\r\n`,
          "data: [DONE]\n\n",
        ].join("");
        const message = {
          ...(thoughts.length === 0 ? {} : { reasoning_content: thoughts.join("") }),
          ...(texts.length === 0 ? {} : { content: texts.join("") }),
        };
        const choices = [{ index: 0, message, finish_reason: "stop" }];
        expect(await read(said, size)).toEqual({
          status: "read",
          raw: { choices, usage: { prompt_tokens: 3 } },
        });
      },
    ),
  );
});

describe("a stream", () => {
  test("that ends before its reply does is none", async () => {
    expect(await read(delta({ content: "half" }))).toEqual({ status: "ended early" });
  });

  test("that holds an error is that error", async () => {
    const error = { error: { message: "context" }, message: "context" };
    const said = `${delta({ content: "half" })}event: error\ndata: ${JSON.stringify(error)}\n\n`;
    expect(await read(said)).toEqual({ status: "read", raw: error });
  });

  test("may hold lines that are none of its events", async () => {
    const said = `: keep-alive\n\n${delta({ content: "a" }, "stop")}data: {"a": 1} 12 tokens/s\n\ndata: [DONE]\n\n`;
    expect(await read(said)).toMatchObject({ raw: { choices: [{ message: { content: "a" } }] } });
  });

  test("without a choice is no reply, whatever its end says", async () => {
    expect(await read("data: [DONE]\n\n")).toEqual({ status: "ended early" });
    expect(
      await read(`data: ${JSON.stringify({ usage: { prompt_tokens: 3 } })}\n\ndata: [DONE]\n\n`),
    ).toEqual({
      status: "ended early",
    });
  });

  test("may be one in name alone, and hold a whole reply", async () => {
    const whole = { choices: [{ index: 0, message: { content: "a\nb" }, finish_reason: "stop" }] };
    const said = `${JSON.stringify(whole, null, 2)}\n\ndata: [DONE]\n\n`;
    expect(await read(said)).toEqual({ status: "read", raw: whole });
  });

  test("whose text grows beyond the limit is not read on", async () => {
    expect(await read(delta({ content: "x".repeat(20_000) }, "stop"), 4_096)).toEqual({
      status: "too large",
    });
  });
});
