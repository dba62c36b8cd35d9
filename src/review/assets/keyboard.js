import { decideSelected } from "./bulk.js";
import { scoreAnswer } from "./answer.js";
import { copyText } from "./copy.js";
import { approveAndNext, decide, subjectAt } from "./decide.js";
import { pickAll, pickFocused, selection } from "./selection.js";

const DECISIONS = { a: "approve", r: "reject", s: "send-back", u: "undo" };

/** Keys for everything, wherever no text is being written. */
export function onKey(event) {
  const { key, target } = event;
  const dialog = document.querySelector("dialog[open]");
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) return confirm(event, dialog);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Enter" && dialog?.id === "name-dialog" && target.id === "name") return confirm(event, dialog);
  if (isText(target)) {
    if (key === "Escape" && dialog === null) {
      // The browser would empty a search field.
      event.preventDefault();
      target.blur();
    }
    return;
  }
  if (dialog !== null) return;
  if (act(key)) event.preventDefault();
}

function act(key) {
  if (key in DECISIONS) {
    if (selection().count > 0) void decideSelected(DECISIONS[key]);
    else void decide(DECISIONS[key], subjectAt(document.activeElement));
    return true;
  }
  switch (key) {
    case "j":
    case "k":
      return move(key === "j" ? 1 : -1);
    case "A":
      void approveAndNext(subjectAt(document.activeElement));
      return true;
    case "x":
      return pickFocused();
    case "X":
      return pickAll();
    case "/":
      return filter();
    case "q":
      return follow("[data-queue]");
    case "?":
      document.getElementById("help-dialog").showModal();
      return true;
    default:
      return false;
  }
}

/** In the queue to the next row, in the library to the next card, on a bootcamp's page to the next bootcamp. */
function move(step) {
  const links = [...document.querySelectorAll(".row-link")];
  if (links.length === 0) return follow(step > 0 ? "a[rel=next]" : "a[rel=prev]");
  const row = document.activeElement?.closest?.(".row, .card");
  const at = row === null ? -1 : links.findIndex((link) => link.closest(".row, .card") === row);
  const to = at < 0 ? links[step > 0 ? 0 : links.length - 1] : links[at + step];
  if (to === undefined) follow(step > 0 ? ".pages a:last-child" : ".pages a:first-child");
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  return true;
}

function filter() {
  const search = document.getElementById("search");
  if (search === null) {
    const queue = document.querySelector("[data-queue]");
    if (queue !== null) globalThis.location.assign(`${queue.href}#search`);
    return true;
  }
  search.focus();
  search.select();
  return true;
}

function follow(selector) {
  document.querySelector(selector)?.click();
  return true;
}

function confirm(event, dialog) {
  const button = dialog?.querySelector(".primary:not([hidden])");
  const box = event.target.closest?.("[data-try]");
  if (button !== null && button !== undefined) {
    event.preventDefault();
    button.click();
  } else if (dialog === null && box !== null && box !== undefined) {
    event.preventDefault();
    void scoreAnswer(box);
  }
}

// A field of a dialog that was closed keeps the focus until the page is painted again.
const isText = (element) =>
  element instanceof HTMLElement &&
  element.checkVisibility() &&
  (element.matches("input:not([type=checkbox]), textarea, select") || element.isContentEditable);

/** Clicks on buttons that decide. */
export function onClick(event) {
  const button = event.target.closest?.("button");
  if (button === null || button === undefined) return;
  const { decide: kind, bulk } = button.dataset;
  if (kind !== undefined) void decide(kind, subjectAt(button));
  if (bulk !== undefined) void decideSelected(bulk);
  if (button.matches("[data-approve-next]")) void approveAndNext(subjectAt(button));
  if (button.matches("[data-copy]")) void copyText(button);
  if (button.matches("[data-score]")) void scoreAnswer(button.closest("[data-try]"));
}
