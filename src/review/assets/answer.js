import { announce, send, UNREACHABLE } from "./messages.js";

/** Has the answer that stands in a box scored, and shows what it earned. */
export async function scoreAnswer(box) {
  const { round, level, index } = box.dataset;
  const output = box.querySelector("output");
  const button = box.querySelector("[data-score]");
  button.disabled = true;
  output.textContent = "Scoring…";
  try {
    const response = await send(box.dataset.try, {
      round,
      level: Number(level),
      index: Number(index),
      response: box.querySelector("textarea").value,
    });
    // The answer is markup of the server's, in which all that a model wrote is text.
    if (response.ok) output.innerHTML = await response.text();
    else if (response.status === 413) output.textContent = "Not scored: at most 64 KiB can be tried.";
    else output.textContent = `Not scored: ${(await response.json()).reason}.`;
  } catch {
    output.textContent = "";
    announce(UNREACHABLE);
  }
  button.disabled = false;
}
