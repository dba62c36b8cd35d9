import { type Html, html } from "../../charts/html.ts";
import { MAX_NOTE } from "../../core/review/decision.ts";
import { MAX_REVIEWER } from "../queue/reviewer-name.ts";

const KEYS: readonly (readonly [key: string, does: string])[] = [
  ["j / k", "the next or previous bootcamp"],
  ["Enter", "open it"],
  ["a", "approve"],
  ["A", "approve and go on to the next"],
  ["r", "reject, with a note"],
  ["s", "send back for another round, with a note"],
  ["u", "undo the decision that stands"],
  ["x / X", "in the queue: select this one, or all; a, r, s and u are then about those selected"],
  ["/", "filter the queue by text"],
  ["q", "back to the queue"],
  ["Ctrl + Enter", "in a dialog or an answer: do it"],
  ["Esc", "close a dialog; leave a text field"],
  ["?", "this help"],
];

/** The dialogs that every page holds, closed. */
export const DIALOGS = (reviewer: string): Html => html`<dialog id="help-dialog" aria-labelledby="help-title">
<h2 id="help-title">Keyboard</h2>
<dl class="keys">${KEYS.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
<p class="dim">Keys do nothing while a text field has the focus.</p>
<div class="actions"><button type="button" class="primary" data-close>Close</button></div>
</dialog>
<dialog id="note-dialog" aria-labelledby="note-title" aria-describedby="note-about">
<h2 id="note-title">Note</h2>
<p id="note-about" class="dim"></p>
<label for="note">Why? <span class="dim">The note is kept; when sending back it goes to the author.</span></label>
<textarea id="note" rows="5" maxlength="${MAX_NOTE}" dir="auto"></textarea>
<p class="problem" id="note-problem" role="alert"></p>
<div class="actions"><button type="button" class="quiet" data-close>Cancel</button><button type="button" class="primary" id="note-send">Send</button></div>
</dialog>
<dialog id="bulk-dialog" aria-labelledby="bulk-title">
<h2 id="bulk-title">Decide about those selected</h2>
<p id="bulk-about"></p>
<div class="bulk-names" tabindex="0" role="region" aria-label="What it is about"><ul id="bulk-names"></ul></div>
<div id="bulk-note-field"><label for="bulk-note">Why? <span class="dim">The same note for each.</span></label>
<textarea id="bulk-note" rows="3" maxlength="${MAX_NOTE}" dir="auto"></textarea></div>
<p class="problem" id="bulk-problem" role="alert"></p>
<div class="actions"><button type="button" class="quiet" data-close>Cancel</button><button type="button" class="primary" id="bulk-send">Do it</button></div>
</dialog>
<dialog id="name-dialog" aria-labelledby="name-title" aria-describedby="name-about">
<h2 id="name-title">Who decides?</h2>
<p id="name-about" class="dim">Every decision is kept with a name. This browser remembers yours.</p>
<label for="name">Your name</label>
<input id="name" type="text" maxlength="${MAX_REVIEWER}" value="${reviewer}" autocomplete="off" dir="auto">
<p class="problem" id="name-problem" role="alert"></p>
<div class="actions"><button type="button" class="primary" id="name-send">Use this name</button></div>
</dialog>`;
