import { announce } from "./messages.js";

/** Copies the text of the box that a button belongs to: what is shown of it, with unseen characters as escapes. */
export async function copyText(button) {
  const box = button.parentElement.querySelector("pre");
  const shown = box.cloneNode(true);
  const isCut = shown.querySelector(".more") !== null;
  for (const more of shown.querySelectorAll(".more")) more.remove();
  try {
    await navigator.clipboard.writeText(shown.textContent);
    announce(isCut ? "Copied what is shown: the beginning. Show all of it first to copy all." : "Copied.");
  } catch {
    announce("The browser did not allow copying. Select the text and copy it by hand.");
  }
}
