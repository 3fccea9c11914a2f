/* The list of messages: each with its text and its tags; which of them are shown, and how many there are of each kind. */

import { copyDrafts, draftOf, keepDraft, textsOf } from "./drafts.js";
import { showEdits } from "./details.js";
import { acts, isSource, maySave, rows, state } from "./state.js";
import { inSource, inTarget, made, said, say } from "./words.js";

const search = document.getElementById("search");
let filter = "all";

function listed(row) {
  const item = made("li", "", "", { id: row.domain === "layouts" ? `text-layouts-${row.mark}` : `text-${row.mark}` });
  const head = made("p", "tags");
  const source = inSource(made("p", "source", row.msgid));
  if (row.msgid_plural) source.append(made("br"), row.msgid_plural);
  const fields = made("div", "fields");
  row.fields = row.msgstrs.map((_, place) => field(row, place, fields));
  const more = made("div", "more");
  const meanwhile = made("div");
  item.append(head, source, fields, meanwhile, more);
  item.addEventListener("click", () => { if (state.current !== row) acts.select(row, { scrollPage: true }); });
  Object.assign(row, { item, head, more, meanwhile });
  fill(row);
  return item;
}

function field(row, place, box) {
  const area = inTarget(made("textarea", "", "", { rows: "1", "aria-label": `${said("translation")}: ${row.msgid}` }));
  area.readOnly = !maySave;
  area.addEventListener("input", () => typed(row));
  area.addEventListener("focus", () => { if (state.current !== row) acts.select(row, { scrollPage: true }); });
  if (row.forms.length > 1) {
    const label = made("label", "form", said("form", { form: row.forms[place] }));
    label.append(area);
    box.append(label);
  } else box.append(area);
  return area;
}

export function fill(row) {
  textsOf(row).forEach((text, place) => { if (row.fields[place] && row.fields[place].value !== text) row.fields[place].value = text; });
  tag(row);
}

export function tag(row) {
  row.item.className = `message ${row.state}${row === state.current ? " current" : ""}`;
  const tags = [];
  const add = (className, name) => tags.push(made("span", `tag ${className}`, said(name)));
  if (draftOf(row)) add("unsaved", "unsaved");
  if (row.critical) add("critical", "critical");
  if (row.state === "untranslated" || row.state === "fuzzy") add(row.state, row.state);
  else if (row.unapproved.length) add("unapproved", "unapproved");
  else if (row.state === "translated") add("approved", "approved");
  if (row.waivers.length) add("waived", "waived");
  const worst = ["error", "warning"].find((severity) => row.findings.some((each) => each.severity === severity));
  if (worst) add(worst, worst);
  row.head.replaceChildren(...tags);
}

export function typed(row) {
  const texts = row.fields.map((area) => area.value);
  try {
    keepDraft(row, texts);
    copyDrafts(rows);
  } catch (error) {
    say(said("not_saved", { reason: error.message }), "wrong");
  }
  tag(row);
  count();
  if (row === state.current) showEdits(row, row.more.querySelector(".edits"));
  acts.lookSoon();
}

/* Take the messages as they are now; those that are still there keep their place on the screen, and what is being typed. */
export function takeRows(fresh) {
  const list = document.getElementById("messages");
  const before = new Map(rows);
  rows.clear();
  for (const each of fresh) {
    const old = before.get(each.id);
    const isSame = old && old.fields.length === each.msgstrs.length;
    if (isSame) Object.assign(old, each, { details: old.digest === each.digest && !isSource ? old.details : undefined });
    rows.set(each.id, isSame ? old : each);
    if (!isSame) listed(each);
  }
  if (!rows.has(state.current?.id)) state.current = null;
  let place = null;
  for (const row of rows.values()) {
    const next = place ? place.nextElementSibling : list.firstElementChild;
    if (row.item !== next) list.insertBefore(row.item, next);
    place = row.item;
    fill(row);
  }
  while (place?.nextElementSibling) place.nextElementSibling.remove();
}

/* Take new findings for all messages. */
export function takeFindings(findings) {
  for (const row of rows.values()) { row.findings = findings[row.id] ?? []; tag(row); }
  count();
}

/* ---- which texts are shown ---- */
const wanted = {
  all: () => true,
  untranslated: (row) => row.state === "untranslated",
  fuzzy: (row) => row.state === "fuzzy",
  critical: (row) => row.critical,
  unapproved: (row) => row.unapproved.length > 0,
  findings: (row) => row.findings.some((each) => each.severity !== "note"),
  waived: (row) => row.waivers.length > 0,
  comments: (row) => row.remarks.length > 0,
  unsaved: (row) => draftOf(row) !== null,
};

function folded(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

export function filterRows() {
  const words = folded(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows.values()) {
    const text = words.length ? folded(`${row.msgid} ${textsOf(row).join(" ")}`) : "";
    row.item.hidden = !(wanted[filter](row) && words.every((word) => text.includes(word)));
    shown += !row.item.hidden;
  }
  const about = document.getElementById("count");
  about.textContent = shown ? said("count", { count: shown, total: rows.size }) : said("none");
}

export function count() {
  for (const each of document.querySelectorAll("[data-filter]")) {
    const number = [...rows.values()].filter(wanted[each.dataset.filter]).length;
    each.querySelector("b").textContent = number;
    each.setAttribute("aria-pressed", String(each.dataset.filter === filter));
  }
}

export function beginFilters() {
  for (const each of document.querySelectorAll("[data-filter]")) {
    each.addEventListener("click", () => { filter = each.dataset.filter; count(); filterRows(); });
  }
  search.addEventListener("input", filterRows);
  count();
  filterRows();
}
