import { announce, send, UNREACHABLE } from "./messages.js";
import { forgetNote, recallNote } from "./notes.js";
import { selection } from "./selection.js";

const VERBS = { approve: "Approve", reject: "Reject", "send-back": "Send back", undo: "Undo" };
const DONE = { approve: "approved", reject: "rejected", "send-back": "sent back", undo: "undone" };
const NEEDS_NOTE = new Set(["reject", "send-back"]);

const bootcamps = (count) => (count === 1 ? "1 bootcamp" : `${count} bootcamps`);

/** Decisions in one request: together they stay below what the server takes. */
const CHUNK = 150;
const MOST_NAMES = 200;

/** The decision that waits to be confirmed. */
let asked = null;

/** Shows what a decision about all that is selected would be about, and takes it when it is confirmed. */
export async function decideSelected(kind) {
  const { isAll, tasks, count } = selection();
  if (count === 0) return announce("Select some bootcamps first: x selects the one that has the focus.");
  const queue = document.getElementById("queue");
  const query = new URLSearchParams(queue?.dataset.query ?? "");
  query.set("kind", kind);
  if (!isAll) for (const task of tasks) query.append("task", task);
  const run = document.body.dataset.run;
  let selected;
  try {
    selected = await (await fetch(`/run/${run}/selection?${query}`)).json();
  } catch {
    return announce(UNREACHABLE);
  }
  const { items, leftOut } = selected;
  const dialog = document.getElementById("bulk-dialog");
  const button = document.getElementById("bulk-send");
  const problem = document.getElementById("bulk-problem");
  const field = document.getElementById("bulk-note");
  const left = leftOut.map(({ count: some, why }) => ` ${some} left out: ${why}.`).join("");
  const title =
    kind === "undo"
      ? "Undo the decisions about these?"
      : `${VERBS[kind]} ${items.length === 1 ? "this one" : "all of these"}?`;
  document.getElementById("bulk-title").textContent = title;
  document.getElementById("bulk-about").textContent =
    items.length === 0 ? `None of them can be ${DONE[kind]}.${left}` : `${bootcamps(items.length)}.${left}`;
  list(items.map(({ title }) => title));
  document.getElementById("bulk-note-field").hidden = !NEEDS_NOTE.has(kind) || items.length === 0;
  recallNote(field, `${run} selected ${kind}`);
  problem.textContent = "";
  button.textContent = `${VERBS[kind]} ${items.length}`;
  button.hidden = items.length === 0;
  button.disabled = false;
  asked = { kind, items };
  dialog.showModal();
  const first = button.hidden ? dialog.querySelector("[data-close]") : NEEDS_NOTE.has(kind) ? field : button;
  first.focus();
}

document.getElementById("bulk-send")?.addEventListener("click", () => {
  if (asked === null) return;
  const { kind, items } = asked;
  const field = document.getElementById("bulk-note");
  const note = NEEDS_NOTE.has(kind) ? field.value : null;
  if (note !== null && note.trim() === "") {
    document.getElementById("bulk-problem").textContent = "A note is needed: say why.";
    field.focus();
    return;
  }
  asked = null;
  document.getElementById("bulk-send").disabled = true;
  void carryOut(kind, items, note);
});

function list(names) {
  const shown = names.slice(0, MOST_NAMES);
  const rest = names.length - shown.length;
  document.getElementById("bulk-names").replaceChildren(
    ...[...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].map((name) => {
      const item = document.createElement("li");
      const isolated = document.createElement("bdi");
      isolated.textContent = name;
      item.append(isolated);
      return item;
    }),
  );
}

async function carryOut(kind, items, note) {
  const about = document.getElementById("bulk-about");
  const titles = new Map(items.map(({ task, title }) => [task, title]));
  const ended = [];
  try {
    for (let start = 0; start < items.length; start += CHUNK) {
      const chunk = items.slice(start, start + CHUNK).map(({ task, seen, after }) => ({ task, seen, after }));
      const response = await send(`/run/${document.body.dataset.run}/decide`, { kind, note, items: chunk });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.reason);
      ended.push(...answer.ended);
      about.textContent = `${ended.length} of ${items.length}…`;
    }
  } catch (error) {
    document.getElementById("bulk-problem").textContent =
      error instanceof TypeError ? UNREACHABLE : `It stopped after ${ended.length}: ${error.message}.`;
  }
  const failed = ended.filter(({ status }) => status !== "decided");
  const done = ended.length - failed.length;
  if (failed.length === 0 && done === items.length)
    forgetNote(document.getElementById("bulk-note").dataset.note);
  const message = `${done} ${DONE[kind]}.${failed.length === 0 ? "" : ` ${failed.length} not, see below.`}`;
  about.textContent = message;
  announce(message);
  list(failed.map(({ task, reason }) => `${titles.get(task)}: ${reason}`));
  document.getElementById("bulk-note-field").hidden = true;
  document.getElementById("bulk-send").hidden = true;
  const dialog = document.getElementById("bulk-dialog");
  dialog.querySelector("[data-close]").textContent = "Close";
  dialog.querySelector("[data-close]").focus();
  // The queue behind the dialog is another one now.
  dialog.addEventListener("close", () => globalThis.location.reload(), { once: true });
}
