/** Says something in the page's live region, where it is read aloud and seen; `link` may follow it. */
export function announce(message, link) {
  const region = document.getElementById("announcer");
  if (region === null) return;
  region.replaceChildren(describe(message, link));
}

/** A message as nodes: text only, and at most one link to a page of ours. */
export function describe(message, link) {
  const line = document.createElement("p");
  line.append(message);
  if (link !== undefined) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.label;
    line.append(" ", anchor);
  }
  return line;
}

/** Sends a change as the server asks for it. Rejects when nobody answers. */
export function send(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-campforge": "review" },
    body: JSON.stringify(body),
  });
}

/** What is said when the server does not answer. */
export const UNREACHABLE = "campforge review does not answer. Is it still running?";
