/* The light table: the list of messages beside the printed pages. What is typed is kept at once, checked and printed a moment later. */

import "./keys.js";
import { editsOf, recoverDrafts } from "./drafts.js";
import { approve, askReason, judge, reject } from "./judge.js";
import { beginFilters, takeRows } from "./list.js";
import { refresh, watch } from "./live.js";
import { compare, look, lookSoon } from "./look.js";
import { select, use } from "./message.js";
import { save, saveAndGoOn } from "./save.js";
import { acts, rows, state } from "./state.js";
import { address, ask, reasonOf, said, say } from "./words.js";

Object.assign(acts, {
  approve,
  ask: askReason,
  comment: (row, text) => judge("comment", row, { text }),
  lookSoon,
  refresh,
  reject,
  save,
  saveAndGoOn,
  select,
  use,
  waive: (row, code, reason) => judge("waive", row, { code, reason }),
});

function keepInput(id) {
  const input = document.getElementById(id);
  if (input.type === "hidden") return;
  input.value = localStorage.getItem(`light-table-${id}`) ?? input.value;
  input.addEventListener("change", () => localStorage.setItem(`light-table-${id}`, input.value));
}

async function begin() {
  keepInput("by");
  keepInput("role");
  const answer = await ask(address("messages"));
  if (!answer.ok) return say(await reasonOf(answer), "wrong");
  const found = await answer.json();
  state.version = found.version;
  await recoverDrafts(new Map(found.rows.map((row) => [row.id, row])));
  takeRows(found.rows);
  for (const each of document.querySelectorAll("[data-compare]")) each.addEventListener("click", () => compare(each.dataset.compare));
  beginFilters();
  const drafts = Object.keys(editsOf(rows)).length;
  if (drafts) say(said("drafts", { count: drafts }));
  await look();
  watch();
}
begin();
