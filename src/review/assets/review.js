import { startRun } from "./decide.js";
import { onClick, onKey } from "./keyboard.js";
import { announce, send, UNREACHABLE } from "./messages.js";

document.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (button === null || button === undefined) return;
  if (button.dataset.open !== undefined) document.getElementById(button.dataset.open).showModal();
  if (button.matches("[data-close]")) button.closest("dialog").close();
  if (button.matches("[data-start-run]")) void startRun(button);
});

// What a part of the page could not be loaded for is said once, not at every attempt.
let unreachable = false;
document.addEventListener("htmx:sendError", () => {
  if (!unreachable) announce(UNREACHABLE);
  unreachable = true;
});
document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  announce(
    status === 404 ? "It is not there any more." : `The server said ${status}: ${responseText.slice(0, 200)}`,
  );
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) unreachable = false;
});

// How a round ended takes the place of what was said when it was started.
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (elt.matches?.(".progress.ended, .progress.done"))
    announce((elt.querySelector("p") ?? elt).textContent.trim());
});

const nameDialog = document.getElementById("name-dialog");
const nameButton = document.getElementById("reviewer");

/** Keeps the name that stands in the dialog, and closes it. */
async function keepName() {
  const response = await send("/reviewer", { name: document.getElementById("name").value }).catch(() => null);
  if (response === null) return announce(UNREACHABLE);
  const kept = await response.json();
  if (!response.ok) {
    document.getElementById("name-problem").textContent = `That is not a name: ${kept.reason}.`;
    if (!nameDialog.open) nameDialog.showModal();
    return;
  }
  nameButton.querySelector("[data-reviewer]").textContent = kept.name;
  nameDialog.close();
  announce(`Deciding as ${kept.name}.`);
}

document.getElementById("name-send").addEventListener("click", () => void keepName());
nameDialog.addEventListener("cancel", (event) => {
  // Whoever closes the first question agrees with the name that was proposed.
  if (nameButton.dataset.confirmed === "no") {
    event.preventDefault();
    void keepName();
  }
});
if (nameButton.dataset.confirmed === "no") nameDialog.showModal();
// Where the filters stand above the queue, they would hide it.
const filters = document.querySelector(".facet-fold");
if (filters !== null && globalThis.matchMedia("(max-width: 60rem)").matches) filters.open = false;
if (location.hash === "#search") document.getElementById("search")?.focus();

// From here on keys and buttons work.
document.documentElement.dataset.ready = "yes";
