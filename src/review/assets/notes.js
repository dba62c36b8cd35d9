/** What was typed and not sent is kept as long as the tab is open, so that neither Esc nor a reload loses it. */
const KEPT = "campforge-note ";

/** Fills a field with what was typed under this name before, and keeps what is typed from now on. */
export function recallNote(field, name) {
  field.value = sessionStorage.getItem(KEPT + name) ?? "";
  field.dataset.note = name;
}

/** What was sent needs not be kept. */
export function forgetNote(name) {
  sessionStorage.removeItem(KEPT + name);
}

document.addEventListener("input", ({ target }) => {
  const name = target.dataset?.note;
  if (name === undefined) return;
  if (target.value === "") forgetNote(name);
  else sessionStorage.setItem(KEPT + name, target.value);
});
