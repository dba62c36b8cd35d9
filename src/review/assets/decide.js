import { announce, describe, send, UNREACHABLE } from "./messages.js";
import { forgetNote, recallNote } from "./notes.js";

const DONE = { approve: "Approved", reject: "Rejected", "send-back": "Sent back", undo: "Undone" };
const ASKS_WHY = new Set(["reject", "send-back"]);

/** What a key or a button decides about: the bootcamp of the page, or the row of the queue that has the focus. */
export function subjectAt(element) {
  return element?.closest?.("[data-subject]") ?? document.getElementById("decision");
}

/** Approves and goes on: to the next bootcamp, or to the next row of the queue. */
export async function approveAndNext(subject) {
  const next = document.querySelector("a[rel=next]")?.href;
  const row = subject?.closest?.(".row")?.nextElementSibling?.querySelector(".row-link");
  const isDone = await decide("approve", subject);
  if (isDone !== true) return;
  if (row !== null && row !== undefined) return row.focus();
  if (next === undefined) return announce("Approved. It was the last one.");
  globalThis.location.assign(next);
}

/** Takes a decision, asking for a note first where one is needed; whether it was taken, if nothing was asked. */
export function decide(kind, subject) {
  if (subject === null || subject === undefined) return announce("Choose a bootcamp first: j and k move.");
  if (subject.dataset.seen === "") return announce("There is nothing to decide about yet.");
  const button = subject.querySelector(`[data-decide="${kind}"]`);
  if (button?.disabled === true) return announce(`Not possible: ${button.title}.`);
  if (ASKS_WHY.has(kind)) return askWhy(kind, subject);
  return carryOut(kind, subject, null);
}

/** The decision that waits for its note. */
let asked = null;

function askWhy(kind, subject) {
  asked = { kind, subject };
  document.getElementById("note-title").textContent = kind === "reject" ? "Reject" : "Send back";
  document.getElementById("note-about").textContent = subject.dataset.title;
  document.getElementById("note-send").textContent = kind === "reject" ? "Reject it" : "Send it back";
  document.getElementById("note-problem").textContent = "";
  const field = document.getElementById("note");
  recallNote(field, `${document.body.dataset.run} ${subject.dataset.task} ${kind}`);
  document.getElementById("note-dialog").showModal();
  field.focus();
}

document.getElementById("note-send")?.addEventListener("click", () => {
  const field = document.getElementById("note");
  if (field.value.trim() === "") {
    document.getElementById("note-problem").textContent = "A note is needed: say why.";
    field.focus();
    return;
  }
  document.getElementById("note-dialog").close();
  if (asked !== null) void carryOut(asked.kind, asked.subject, field.value);
  asked = null;
});

async function carryOut(kind, subject, note) {
  const { task, seen, after, title } = subject.dataset;
  const address = `/run/${document.body.dataset.run}/task/${task}`;
  let response;
  try {
    response = await send(`${address}/decide`, {
      kind,
      seen,
      after: after === "" ? null : Number(after),
      note,
    });
  } catch {
    return announce(UNREACHABLE);
  }
  const ended = readEnd(response.status, await response.text().catch(() => ""));
  if (response.ok) {
    if (note !== null) forgetNote(`${document.body.dataset.run} ${task} ${kind}`);
    const message = `${DONE[kind]}: ${title}.${kind === "undo" ? "" : " Undo with u."}`;
    const fresh = await refresh(subject);
    outcomeOf(fresh)?.replaceChildren(describe(message));
    announce(message);
    return true;
  }
  const message = `${kind === "undo" ? "Not undone" : `Not ${DONE[kind].toLowerCase()}`}: ${ended.reason}.`;
  const link =
    response.status === 409
      ? { href: `${address}${changedSince(subject)}`, label: "See what changed" }
      : undefined;
  const shown = response.status === 409 ? await showOthers(subject) : subject;
  outcomeOf(shown)?.replaceChildren(describe(message, link));
  announce(message, link);
  return false;
}

/** What the server says of a decision; where it turned the request away, in its own words. */
function readEnd(status, said) {
  try {
    return JSON.parse(said);
  } catch {
    return { reason: said === "" ? `the server said ${status}` : `${said} (status ${status})` };
  }
}

/**
 * Who has decided what meanwhile, if that is all that has changed. What was seen stays what it was: where there is
 * another class or verdict, the next decision is refused as well until the page is loaded anew.
 */
async function showOthers(subject) {
  const { seen } = subject.dataset;
  const answer = await fetch(addressOf(subject)).catch(() => null);
  if (answer?.ok !== true) return subject;
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isSame = other.querySelector("[data-subject]")?.dataset.seen === seen;
  if (isSame) return refresh(subject);
  const history = other.querySelector("#history");
  if (history !== null) subject.querySelector("#history")?.replaceWith(history);
  return subject;
}

/** Where the panel or the row comes from. */
function addressOf({ dataset }) {
  const query = document.getElementById("queue")?.dataset.query ?? "";
  return dataset.panel ?? `/run/${document.body.dataset.run}/row/${dataset.task}${query}`;
}

/**
 * The page as it is now, opened where the round that was seen is compared with the present one. The time makes
 * it another address than this page's: else the browser would only scroll.
 */
function changedSince({ dataset }) {
  const seen = dataset.decisive ?? "";
  return `?at=${Date.now()}${seen === "" ? "" : `&before=${seen}#diff`}`;
}

const outcomeOf = (subject) => subject?.querySelector("#outcome");

/** Loads the panel or the row anew, and keeps the focus where it was. */
async function refresh(subject) {
  const hadFocus = subject.contains(document.activeElement);
  const focused = document.activeElement?.dataset?.decide;
  const id = subject.id;
  await globalThis.htmx.ajax("GET", addressOf(subject), { target: `#${CSS.escape(id)}`, swap: "outerHTML" });
  const fresh = document.getElementById(id);
  if (hadFocus) {
    const same = fresh?.querySelector(`[data-decide="${focused ?? ""}"]:not(:disabled)`);
    (same ?? fresh?.querySelector("[data-decide]:not(:disabled), .row-link"))?.focus();
  }
  return fresh;
}

/** Starts the command that carries the run on. */
export async function startRun(button) {
  button.disabled = true;
  try {
    const response = await send(`/run/${document.body.dataset.run}/start`, {});
    const { status, reason } = await response.json();
    const panel = document.getElementById("decision");
    const { task, seen } = panel.dataset;
    const progress = `/run/${document.body.dataset.run}/task/${task}/progress?since=${seen}`;
    if (status === "started")
      await globalThis.htmx.ajax("GET", progress, { target: "#decision .progress", swap: "outerHTML" });
    const message =
      status === "started" ? "The run goes on; this page says when there is a new verdict." : `${reason}`;
    outcomeOf(panel)?.replaceChildren(...(status === "started" ? [] : [describe(message)]));
    announce(message);
  } catch {
    announce(UNREACHABLE);
  }
  button.disabled = false;
}
