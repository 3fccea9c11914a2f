"use strict";
/* The light table: what is typed is kept in this browser at once, checked and printed anew a moment later, and saved on request. */

const table = document.getElementById("light-table");
const words = { ...JSON.parse(table.dataset.labels), ...table.dataset };
const STORED = `light-table/${words.storage}/`;
const WAIT_MS = 250;
const WIDTH = 800;
const rows = new Map();
let print = { places: [], sizes: [], pages: 0 };
let current = null;
let asked = 0;
let runningJob = null;

let filter = "all";

function said(name, values) {
  return words[name].replace(/%\((\w+)\)s|%%/g, (whole, key) => (key ? values[key] : "%"));
}

function address(path) {
  return `${words.base}/${path}?${new URLSearchParams({ layout: words.layout, paper: words.paper })}`;
}

function send(path, body) {
  const token = document.querySelector('meta[name="form-token"]').content;
  const headers = { "X-Form-Token": token, "Content-Type": "application/json", Accept: "application/json" };
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
}

function made(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className ?? "";
  if (text) element.textContent = text;
  return element;
}

/* ---- what is not saved yet: in this browser, by the mark of the message ---- */
function stored(mark) {
  const found = localStorage.getItem(STORED + mark);
  return found === null ? null : JSON.parse(found);
}
function store(row, text) {
  if (text === row.msgstr) localStorage.removeItem(STORED + row.mark);
  else localStorage.setItem(STORED + row.mark, JSON.stringify({ text, before: stored(row.mark)?.before ?? row.msgstr }));
}
function edits() {
  const found = {};
  for (const row of rows.values()) if (stored(row.mark)) found[row.mark] = stored(row.mark).text;
  return found;
}

/* ---- the list ---- */
function listed(row) {
  const item = made("li", `message ${row.state}`);
  item.tabIndex = -1;
  item.append(made("p", "source", row.msgid));
  const tags = made("p", "tags");
  const field = made("textarea");
  field.value = stored(row.mark)?.text ?? row.msgstr;
  field.lang = words.language;
  field.dir = words.direction;
  field.readOnly = !row.editable;
  field.setAttribute("aria-label", row.msgid);
  field.addEventListener("input", () => { store(row, field.value); tag(row); lookSoon(); });
  field.addEventListener("focus", () => select(row, false));
  const found = made("div", "found");
  const meanwhile = made("div");
  item.append(tags, field, found, meanwhile);
  if (words.maySave && row.editable) {
    const button = made("button", "plain", words.save);
    button.type = "button";
    button.addEventListener("click", () => save(row));
    item.append(button);
  }
  item.addEventListener("click", () => select(row, true));
  Object.assign(row, { item, field, tags, found, meanwhile });
  tag(row);
  return item;
}
function tag(row) {
  const names = [row.state === "translated" ? "" : words[row.state], row.critical ? words.critical : "", row.unapproved.length ? words.unapproved : ""];
  if (stored(row.mark)) names.push(words.unsaved);
  row.tags.textContent = names.filter(Boolean).join(" · ");
  row.found.replaceChildren(...row.findings.map((each) => made("p", each.severity, `${each.message} (${each.code})`)));
}
function isWanted(row, filter) {
  if (filter === "critical") return row.critical;
  if (filter === "unapproved") return row.unapproved.length > 0;
  if (filter === "findings") return row.findings.length > 0;
  if (filter === "unsaved") return stored(row.mark) !== null;
  return filter === "all" || row.state === filter;
}
function filterRows() {
  let count = 0;
  for (const row of rows.values()) count += !(row.item.hidden = !isWanted(row, filter));
  document.getElementById("count").textContent = said("count", { count, total: rows.size });
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.querySelector("b").textContent = [...rows.values()].filter((row) => isWanted(row, button.dataset.filter)).length;
    button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
  }
}

/* ---- the pages ---- */
function placesOf(row) {
  return print.places.filter((place) => place.marks.includes(row.mark));
}
function select(row, scrollPage) {
  current?.item.classList.remove("current");
  current = row;
  row.item.classList.add("current");
  for (const spot of document.querySelectorAll(".spot")) spot.remove();
  const places = placesOf(row);
  for (const place of places) spotOn(place);
  if (scrollPage && places.length) document.querySelector(".spot").scrollIntoView({ block: "center" });
}
function spotOn(place) {
  const size = print.sizes[place.page - 1];
  const page = document.querySelector(`[data-number="${place.page}"]`);
  if (!page || !size) return;
  const spot = made("div", "spot");
  spot.style.left = `${(100 * place.x_mm) / size.width_mm}%`;
  spot.style.top = `${(100 * place.y_mm) / size.height_mm}%`;
  spot.style.width = `${(100 * place.width_mm) / size.width_mm}%`;
  spot.style.height = `${(100 * place.height_mm) / size.height_mm}%`;
  page.append(spot);
}
/* The place that holds a point of a page, else the nearest one within 3 mm: between two lines of a paragraph there is none. */
function placeAt(page, x, y) {
  const reach = (place) => {
    const across = Math.max(place.x_mm - x, 0, x - place.x_mm - place.width_mm);
    const down = Math.max(place.y_mm - y, 0, y - place.y_mm - place.height_mm);
    return Math.hypot(across, down);
  };
  const area = (place) => place.width_mm * place.height_mm;
  const near = print.places.filter((place) => place.page === page && reach(place) <= 3);
  return near.sort((one, other) => reach(one) - reach(other) || area(one) - area(other))[0];
}
function clicked(event) {
  const page = event.currentTarget;
  const number = Number(page.dataset.number);
  const size = print.sizes[number - 1];
  const box = page.getBoundingClientRect();
  const place = placeAt(number, ((event.clientX - box.left) / box.width) * size.width_mm, ((event.clientY - box.top) / box.height) * size.height_mm);
  const row = place?.marks.map((mark) => rows.get(mark)).find(Boolean);
  if (!row) return;
  row.item.hidden = false;
  select(row, false);
  row.item.scrollIntoView({ block: "center" });
  row.field.focus({ preventScroll: true });
}
async function showPages(key) {
  const pages = document.getElementById("pages");
  const shown = await Promise.all(Array.from({ length: print.pages }, async (_, index) => {
    const image = new Image();
    image.alt = said("page", { number: index + 1 });
    image.src = `/jobs/${key}/${index + 1}.proof.pdf.${WIDTH}.png`;
    await image.decode();
    const page = made("figure", "printed-page");
    page.dataset.number = index + 1;
    page.append(image);
    page.addEventListener("click", clicked);
    return page;
  }));
  pages.replaceChildren(...shown);
  const fit = print.fit;
  const shares = fit ? fit.shares.map((share, place) => said("full", { number: place + 1, percent: Math.round(share * 100) })) : [];
  document.getElementById("fit").textContent = fit ? [said("size", { size: fit.size_pt }), ...shares].join(" · ") : "";
  if (current) select(current, false);
}

/* ---- check and print what is typed ---- */
let timer = null;
function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT_MS);
}
async function look() {
  const number = ++asked;
  document.getElementById("fit").textContent = words.printing;
  if (runningJob) send(`/jobs/${runningJob}/cancel`);
  const answer = await send(address("look"), { edits: edits() });
  if (number !== asked) return;
  if (!answer.ok) return setTimeout(() => number === asked && look(), 1000);
  const { findings, job, state } = await answer.json();
  runningJob = job;
  for (const row of rows.values()) { row.findings = findings[row.mark] ?? []; tag(row); }
  let where = "waiting";
  while (where === "waiting" || where === "printing") {
    const asking = await fetch(state, { headers: { Accept: "application/json" } });
    if (number !== asked) return;
    if (!asking.ok) return look();
    where = (await asking.json()).state;
    if (where === "waiting" || where === "printing") await new Promise((resolve) => setTimeout(resolve, 40));
  }
  runningJob = null;
  const result = await (await fetch(`/table/print/${job}`)).json();
  if (number !== asked) return;
  if (where === "failed") {
    document.getElementById("fit").textContent = [words.failed, ...result.findings.map((each) => each.message)].join(" ");
    return;
  }
  print = result;
  await showPages(job);
  table.dataset.shown = number;
}

/* ---- save ---- */
async function save(row) {
  const text = row.field.value;
  const before = stored(row.mark)?.before ?? row.msgstr;
  const answer = await send(address("save"), { mark: row.mark, text, before });
  if (answer.status === 409) return showBoth(row, (await answer.json()).now);
  if (!answer.ok) return;
  row.msgstr = text;
  row.state = text ? "translated" : "untranslated";
  if (row.field.value === text) localStorage.removeItem(STORED + row.mark);
  row.item.className = `message ${row.state}${row === current ? " current" : ""}`;
  row.meanwhile.replaceChildren();
  tag(row);
  lookSoon();
}
function showBoth(row, now) {
  row.msgstr = now;
  const box = made("div", "meanwhile");
  const theirs = made("p", "", now);
  theirs.lang = words.language;
  theirs.dir = words.direction;
  const take = made("button", "plain", words.take);
  const leave = made("button", "plain", words.leave);
  take.type = leave.type = "button";
  take.addEventListener("click", () => {
    localStorage.setItem(STORED + row.mark, JSON.stringify({ text: row.field.value, before: now }));
    save(row);
  });
  leave.addEventListener("click", () => {
    row.field.value = now;
    localStorage.removeItem(STORED + row.mark);
    row.meanwhile.replaceChildren();
    tag(row);
    lookSoon();
  });
  box.append(made("p", "", words.meanwhile), theirs, take, leave);
  row.meanwhile.replaceChildren(box);
}

/* ---- keyboard ---- */
function step(by) {
  const shown = [...rows.values()].filter((row) => !row.item.hidden);
  if (!shown.length) return null;
  const place = shown.indexOf(current);
  const row = shown[Math.min(Math.max(place + by, 0), shown.length - 1)];
  select(row, true);
  row.item.scrollIntoView({ block: "nearest" });
  return row;
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("textarea, input, select");
  if (event.key === "Enter" && event.ctrlKey && current && words.maySave) {
    event.preventDefault();
    save(current);
    step(1)?.field.focus({ preventScroll: true });
  } else if (typing && event.key === "Escape") {
    event.target.blur();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "j" || event.key === "k")) {
    step(event.key === "j" ? 1 : -1);
  } else if (!typing && event.key === "Enter" && current && event.target === document.body) {
    event.preventDefault();
    current.field.focus();
  }
});

async function begin() {
  const answer = await fetch(address("messages"), { headers: { Accept: "application/json" } });
  for (const row of (await answer.json()).rows) rows.set(row.mark, row);
  document.getElementById("messages").replaceChildren(...[...rows.values()].map(listed));
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => { filter = button.dataset.filter; filterRows(); });
  }
  filterRows();
  await look();
}
begin();
