/** Which rows of the queue are selected: some of the page, or all that the filter shows on all its pages. */
const boxes = () => [...document.querySelectorAll("[data-pick]")];
const all = () => document.getElementById("pick-all");

/** The tasks that are selected; `isAll` where it is everything that the filter shows. */
export function selection() {
  const tasks = boxes().flatMap((box) => (box.checked ? [box.dataset.pick] : []));
  const isAll = all()?.checked === true && all()?.indeterminate === false;
  return { isAll, tasks, count: isAll ? Number(all().dataset.count) : tasks.length };
}

/** Selects the row that has the focus, or lets go of it; whether there was one. */
export function pickFocused() {
  const box = document.activeElement?.closest?.(".row")?.querySelector("[data-pick]");
  if (box === null || box === undefined) return false;
  box.checked = !box.checked;
  onPick(box);
  return true;
}

/** Selects everything that the filter shows, or nothing. */
export function pickAll() {
  const box = all();
  if (box === null || box.disabled) return false;
  box.checked = !box.checked;
  onPick(box);
  return true;
}

/** Keeps the box for all, the rows, the count and the buttons in step. */
function onPick(changed) {
  const rows = boxes();
  if (changed.id === "pick-all") for (const box of rows) box.checked = changed.checked;
  else {
    const picked = rows.filter((box) => box.checked).length;
    all().checked = picked > 0 && picked === Number(all().dataset.count);
    all().indeterminate = picked > 0 && !all().checked;
  }
  show();
}

function show() {
  const { count } = selection();
  const picked = document.getElementById("picked");
  if (picked === null) return;
  picked.textContent = count === 0 ? "none selected" : `${count} selected`;
  for (const button of document.querySelectorAll("[data-bulk]")) button.disabled = count === 0;
}

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-pick], #pick-all")) onPick(target);
});
// Another queue, or one that the browser has filled in anew, begins with what its boxes say.
document.addEventListener("htmx:afterSettle", show);
for (const box of [...boxes(), all()]) if (box !== null) box.checked = false;
show();
