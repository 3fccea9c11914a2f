/* The light table: the list of messages beside the printed pages. What is typed is kept at once, checked and printed a moment later. */

import { detailsOf, findings as findingsOf, showEdits } from "./details.js";
import { copyDrafts, draftOf, dropDraft, editsOf, keepDraft, recoverDrafts, same, textsOf } from "./drafts.js";
import { mark, pictureWidth, printed, resultOf, showPages, showQuick } from "./pages.js";
import { address, ask, button, inSource, inTarget, made, reasonOf, said, say, send, table } from "./words.js";

const WAIT_MS = 60;
const QUICK_MS = 600;
const CHECK_MS = 500;
const maySave = Boolean(table.dataset.maySave);
const maySign = Boolean(table.dataset.maySign);
const rows = new Map();
const list = document.getElementById("messages");
const search = document.getElementById("search");
let current = null;
let filter = "all";
let asked = 0;
let running = null;
let base = null; /* the fit without what is typed here, and its job */
let baseJob = null;
let version = "";
let compared = "after";
let settled = false;
let last = null; /* the newest print: its job and its result */

/* ---- the list ---- */
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
  item.addEventListener("click", () => { if (current !== row) select(row, { scrollPage: true }); });
  Object.assign(row, { item, head, more, meanwhile });
  fill(row);
  return item;
}

function field(row, place, box) {
  const area = inTarget(made("textarea", "", "", { rows: "1", "aria-label": `${said("translation")}: ${row.msgid}` }));
  area.readOnly = !maySave;
  area.addEventListener("input", () => typed(row));
  area.addEventListener("focus", () => { if (current !== row) select(row, { scrollPage: true }); });
  if (row.forms.length > 1) {
    const label = made("label", "form", said("form", { form: row.forms[place] }));
    label.append(area);
    box.append(label);
  } else box.append(area);
  return area;
}

function fill(row) {
  textsOf(row).forEach((text, place) => { if (row.fields[place] && row.fields[place].value !== text) row.fields[place].value = text; });
  tag(row);
}

function tag(row) {
  row.item.className = `message ${row.state}${row === current ? " current" : ""}`;
  const tags = [];
  const add = (className, name) => tags.push(made("span", `tag ${className}`, said(name)));
  if (draftOf(row)) add("unsaved", "unsaved");
  if (row.critical) add("critical", "critical");
  if (row.state !== "translated") add(row.state, row.state);
  else if (row.unapproved.length) add("unapproved", "unapproved");
  else add("approved", "approved");
  if (row.waivers.length) add("waived", "waived");
  const worst = ["error", "warning"].find((severity) => row.findings.some((each) => each.severity === severity));
  if (worst) add(worst, worst);
  row.head.replaceChildren(...tags);
}

function typed(row) {
  const texts = row.fields.map((area) => area.value);
  try {
    keepDraft(row, texts);
  } catch (error) {
    say(said("not_saved", { reason: error.message }), "wrong");
  }
  tag(row);
  count();
  if (row === current) showEdits(row, row.more.querySelector(".edits"));
  lookSoon();
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

function filterRows() {
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

function count() {
  for (const each of document.querySelectorAll("[data-filter]")) {
    const number = [...rows.values()].filter(wanted[each.dataset.filter]).length;
    each.querySelector("b").textContent = number;
    each.setAttribute("aria-pressed", String(each.dataset.filter === filter));
  }
}

/* ---- one message ---- */
function select(row, { scrollPage = false, scrollList = false, focus = false } = {}) {
  if (current && current !== row) {
    current.more.replaceChildren();
    const before = current;
    current = row;
    tag(before);
  }
  current = row;
  tag(row);
  open(row);
  const isPrinted = mark(row, scrollPage);
  say(isPrinted || !printed().sizes.length ? "" : said("nowhere"));
  row.item.scrollIntoView({ block: scrollList ? "center" : "nearest" });
  if (focus) row.fields[0].focus({ preventScroll: true });
}

function open(row) {
  const kept = row.more.contains(document.activeElement) ? document.activeElement : null;
  if (kept) return;
  row.more.replaceChildren(actions(row), detailsOf(row, acts));
}

function actions(row) {
  const box = made("div", "actions-of-text");
  if (maySave) {
    box.append(button("main small", said("save"), () => save(row)));
    box.append(button("plain small", said("save_next"), () => saveAndGoOn(row)));
    if (!row.msgid_plural) box.append(button("plain small", said("copy"), () => use(row, row.msgid)));
    if (draftOf(row)) box.append(button("plain small", said("revert"), () => { dropDraft(row); fill(row); open(row); count(); lookSoon(); }));
  }
  if (!maySave) box.append(button("main small", said("next"), () => step(1, false)));
  if (maySign && row.state === "translated") {
    box.append(button("plain small", said("approve"), () => approve(row)));
    box.append(button("plain small", said("reject"), () => reject(row)), made("p", "hint", said("look_first")));
  }
  return box;
}

function use(row, text) {
  row.fields[0].value = text;
  typed(row);
  row.fields[0].focus();
}

/* ---- print what is typed ---- */
let timer = null;
function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT_MS);
}

async function look() {
  const number = ++asked;
  const isNew = () => number === asked;
  settled = false;
  const edits = editsOf(rows);
  copyDrafts(rows);
  showCompared("after");
  document.getElementById("fit").textContent = said("printing");
  if (running) send(`/jobs/${running}/cancel`);
  const first = quick(edits, isNew);
  try {
    await Promise.race([first, new Promise((done) => setTimeout(done, QUICK_MS))]);
    if (!isNew()) return;
    const answer = await send(address("look"), { edits });
    if (!isNew()) return;
    if (!answer.ok) return setTimeout(() => isNew() && look(), 1000);
    const { findings, job, state } = await answer.json();
    running = job;
    for (const row of rows.values()) { row.findings = findings[row.id] ?? []; tag(row); }
    if (current) current.more.querySelector(".found")?.replaceWith(findingsOf(current, acts));
    count();
    const result = await resultOf(job, state, isNew);
    if (!result) return;
    running = null;
    if (result.gone) return look();
    await shown(job, result, Object.keys(edits).length === 0);
    table.dataset.shown = number;
  } catch (error) {
    if (isNew()) offline();
  }
}

/* A quick picture is made at the size that fitted without what is typed. */
function askQuick(edits, marked) {
  return send(address("quick"), { edits, mark: marked, job: baseJob ?? last.job, width: pictureWidth() }).catch(() => null);
}

async function quick(edits, isNew) {
  const row = current;
  if (!row || !edits[row.id] || !last) return;
  const answer = await askQuick(edits, row.id);
  if (answer?.status !== 200 || !isNew()) return;
  const result = await answer.json();
  if (isNew() && !settled) await showQuick(result.page, result.picture, result);
}

async function shown(job, result, isBase) {
  const place = document.getElementById("fit");
  if (result.failed) {
    place.textContent = [said("failed"), ...result.findings.map((each) => each.message)].join(" ");
    return;
  }
  settled = true;
  last = { job, result };
  if (isBase) [base, baseJob] = [result.fit, job];
  await showPages(job, result, pick);
  place.textContent = fitOf(result.fit);
  askQuick({}, ""); /* the first quick picture needs a layout of all pages to begin from: have it made now */
}

function fitOf(fit) {
  if (!fit) return "";
  const cost = base && !same([base.size_pt], [fit.size_pt]) ? said("cost", { points: (fit.size_pt - base.size_pt).toFixed(1) }) : "";
  return [said("size", { size: fit.size_pt }), cost].filter(Boolean).join(" · ");
}

function offline() {
  say(said("offline"), "wrong");
  setTimeout(look, 3000);
}

function pick(marks, turn) {
  const found = marks.flatMap((each) => [...rows.values()].filter((row) => row.mark === each));
  if (!found.length) return;
  const row = found[turn % found.length];
  row.item.hidden = false;
  select(row, { scrollList: true, focus: true });
}

/* ---- before and after ---- */
async function compare(which) {
  if (which === compared || !last) return;
  showCompared(which);
  if (which === "after") return showPages(last.job, last.result, pick);
  const hasEdits = Object.keys(editsOf(rows)).length > 0;
  const answer = await send(address("look"), { edits: {}, signed: !hasEdits });
  if (!answer.ok) return say(await reasonOf(answer), "wrong");
  const { job, state } = await answer.json();
  const result = await resultOf(job, state, () => compared === "before");
  if (result && !result.failed) await showPages(job, result, pick);
}

function showCompared(which) {
  compared = which;
  for (const each of document.querySelectorAll("[data-compare]")) each.setAttribute("aria-pressed", String(each.dataset.compare === which));
  document.getElementById("pages").classList.toggle("before", which === "before");
}

/* ---- save ---- */
async function save(row) {
  const texts = row.fields.map((area) => area.value);
  const before = draftOf(row)?.before ?? row.msgstrs;
  const answer = await send(address("save"), { mark: row.id, texts, before }).catch(() => null);
  if (!answer) return offline();
  if (answer.status === 409) {
    const found = await answer.json();
    return found.now ? showBoth(row, found.now) : say(said("not_saved", { reason: found.findings?.join(" ") }), "wrong");
  }
  if (!answer.ok) return say(said("not_saved", { reason: await reasonOf(answer) }), "wrong");
  row.msgstrs = texts;
  if (same(row.fields.map((area) => area.value), texts)) dropDraft(row);
  row.meanwhile.replaceChildren();
  say(said("saved"), "good");
  await refresh();
  return true;
}

async function saveAndGoOn(row) {
  if (draftOf(row) && !(await save(row))) return;
  step(1, true);
}

function showBoth(row, now) {
  row.msgstrs = now;
  const box = made("div", "meanwhile", "", { role: "alert" });
  const take = button("plain small", said("take"), () => { keepDraft(row, row.fields.map((area) => area.value), now); save(row); });
  const leave = button("plain small", said("leave"), () => { dropDraft(row); fill(row); row.meanwhile.replaceChildren(); lookSoon(); });
  const both = [...now.map((text) => inTarget(made("p", "theirs", text))), made("p", "", said("yours")), ...textsOf(row).map((text) => inTarget(made("p", "", text)))];
  box.append(made("p", "", said("meanwhile")), ...both, take, " ", leave);
  row.meanwhile.replaceChildren(box);
}

/* ---- judge ---- */
function who() {
  const by = document.getElementById("by").value.trim();
  if (!by) {
    say(said("name_first"), "wrong");
    document.getElementById("by").focus();
    return null;
  }
  return { by, role: document.getElementById("role").value };
}

async function judge(path, row, more) {
  const person = who();
  if (!person) return;
  if (draftOf(row) && path !== "comment") return say(said("save_first"), "wrong");
  const answer = await send(address(path), { mark: row.id, ...person, ...more }).catch(() => null);
  if (!answer) return offline();
  if (!answer.ok) return say(said("not_saved", { reason: await reasonOf(answer) }), "wrong");
  const found = await answer.json();
  say(found.refused?.length ? found.refused.join(" ") : said("saved"), found.refused?.length ? "wrong" : "good");
  await refresh();
  return true;
}

async function approve(row) {
  if (await judge("sign", row, { digest: row.digest })) step(1, false);
}

function reject(row) {
  askReason(row, said("why_reject"), (text) => judge("reject", row, { text }));
}

function askReason(row, question, act) {
  const form = made("form", "reason-form");
  const label = made("label", "", question);
  const reason = made("input", "", "", { maxlength: "2000", required: "" });
  label.append(reason);
  form.append(label, made("button", "main small", said("send")), " ", button("plain small", said("cancel"), () => form.remove()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.remove();
    act(reason.value);
  });
  row.more.querySelector(".reason-form")?.remove();
  row.more.querySelector(".actions-of-text").after(form);
  reason.focus();
}

const acts = {
  use,
  ask: askReason,
  waive: (row, code, reason) => judge("waive", row, { code, reason }),
  comment: (row, text) => judge("comment", row, { text }),
};

/* ---- what others change ---- */
async function refresh() {
  const answer = await ask(address("messages"));
  if (!answer.ok) return;
  const found = await answer.json();
  version = found.version;
  const isSame = found.rows.length === rows.size && found.rows.every((row) => rows.get(row.id)?.msgstrs.length === row.msgstrs.length);
  if (!isSame) return location.reload(); /* the guide has other messages now; what is typed is kept */
  for (const fresh of found.rows) {
    const row = rows.get(fresh.id);
    Object.assign(row, fresh, { details: row.digest === fresh.digest ? row.details : undefined });
    fill(row);
    const draft = draftOf(row);
    if (draft && same(draft.texts, fresh.msgstrs)) dropDraft(row);
    else if (draft && !same(draft.before, fresh.msgstrs) && fresh.msgstrs.some(Boolean)) showBoth(row, fresh.msgstrs);
  }
  if (current) { const row = current; open(row); }
  count();
  filterRows();
  lookSoon();
}

async function watch() {
  for (;;) {
    await new Promise((done) => setTimeout(done, CHECK_MS));
    if (document.hidden) continue;
    const answer = await ask(address("version")).catch(() => null);
    if (!answer?.ok) continue;
    const found = await answer.json();
    if (found.version === version) continue;
    await refresh();
    say(said("changed_on_disk"));
  }
}

/* ---- keyboard ---- */
function step(by, focus) {
  const shownRows = [...rows.values()].filter((row) => !row.item.hidden);
  if (!shownRows.length) return;
  const place = current ? shownRows.indexOf(current) : -1;
  const row = shownRows[Math.min(Math.max(place + by, 0), shownRows.length - 1)];
  select(row, { scrollPage: true, scrollList: true, focus });
  if (!focus) document.activeElement?.blur();
}

const keys = {
  KeyJ: () => step(1, false),
  KeyK: () => step(-1, false),
  KeyA: () => current && maySign && current.state === "translated" && approve(current),
  KeyR: () => current && maySign && current.state === "translated" && reject(current),
  KeyC: () => current?.more.querySelector(".comment-form input")?.focus(),
  KeyB: () => compare(compared === "after" ? "before" : "after"),
  Slash: () => search.focus(),
  Enter: () => current?.fields[0].focus(),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("textarea, input, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && current && maySave) {
    event.preventDefault();
    saveAndGoOn(current);
  } else if (isTyping && event.key === "Escape") {
    event.target.blur();
  } else if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.code === "Enter" && event.target.matches("button, a, summary")) return;
    const act = digit ? () => current?.more.querySelector(`[data-suggestion="${digit}"]`)?.click() : keys[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }
});

/* ---- begin ---- */
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
  version = found.version;
  for (const row of found.rows) rows.set(row.id, row);
  await recoverDrafts(rows);
  list.replaceChildren(...[...rows.values()].map(listed));
  for (const each of document.querySelectorAll("[data-filter]")) {
    each.addEventListener("click", () => { filter = each.dataset.filter; count(); filterRows(); });
  }
  for (const each of document.querySelectorAll("[data-compare]")) each.addEventListener("click", () => compare(each.dataset.compare));
  search.addEventListener("input", filterRows);
  count();
  filterRows();
  const drafts = Object.keys(editsOf(rows)).length;
  if (drafts) say(said("drafts", { count: drafts }));
  await look();
  watch();
}
begin();
