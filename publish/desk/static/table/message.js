/* The message that is worked on: chosen in the list, on the page or by a key; its buttons. */

import { detailsOf, findings } from "./details.js";
import { draftOf, dropDraft } from "./drafts.js";
import { count, fill, tag, typed } from "./list.js";
import { mark, printed } from "./pages.js";
import { acts, isSource, maySave, maySign, rows, state } from "./state.js";
import { button, made, said, say } from "./words.js";

export function select(row, { scrollPage = false, scrollList = false, focus = false } = {}) {
  const before = state.current;
  state.current = row;
  if (before && before !== row) {
    before.more.replaceChildren();
    tag(before);
  }
  tag(row);
  open(row);
  const isPrinted = mark(row, scrollPage);
  say(isPrinted || !printed().sizes.length ? "" : said("nowhere"));
  row.item.scrollIntoView({ block: scrollList ? "center" : "nearest" });
  if (focus) row.fields[0]?.focus({ preventScroll: true });
}

export function open(row) {
  if (row.more.contains(document.activeElement)) return; /* somebody is writing there */
  row.more.replaceChildren(actions(row), detailsOf(row, acts));
}

export function showFindings() {
  const row = state.current;
  if (row) row.more.querySelector(".found")?.replaceWith(findings(row, acts));
}

function actions(row) {
  const box = made("div", "actions-of-text");
  if (isSource) return box;
  if (maySave) {
    box.append(button("main small", said("save"), () => acts.save(row)));
    box.append(button("plain small", said("save_next"), () => acts.saveAndGoOn(row)));
    if (!row.msgid_plural) box.append(button("plain small", said("copy"), () => use(row, row.msgid)));
    if (draftOf(row)) box.append(button("plain small", said("revert"), () => revert(row)));
  }
  if (!maySave) box.append(button("main small", said("next"), () => step(1, false)));
  if (maySign && row.state === "translated") {
    box.append(button("plain small", said("approve"), () => acts.approve(row)));
    box.append(button("plain small", said("reject"), () => acts.reject(row)), made("p", "hint", said("look_first")));
  }
  return box;
}

function revert(row) {
  dropDraft(row);
  fill(row);
  open(row);
  count();
  acts.lookSoon();
}

export function use(row, text) {
  row.fields[0].value = text;
  typed(row);
  row.fields[0].focus();
}

/* Choose the message that was clicked on the page; of several at one place, each click takes the next. */
export function pick(marks, turn) {
  const found = marks.flatMap((each) => [...rows.values()].filter((row) => row.mark === each));
  if (!found.length) return;
  const row = found[turn % found.length];
  row.item.hidden = false;
  select(row, { scrollList: true, focus: true });
}

export function step(by, focus) {
  const shownRows = [...rows.values()].filter((row) => !row.item.hidden);
  if (!shownRows.length) return;
  const place = state.current ? shownRows.indexOf(state.current) : -1;
  const row = shownRows[Math.min(Math.max(place + by, 0), shownRows.length - 1)];
  select(row, { scrollPage: true, scrollList: true, focus });
  if (!focus) document.activeElement?.blur();
}
