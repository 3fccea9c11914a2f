/* What is typed, printed a moment later: a first picture of its page, then all pages exactly; the pages before and after the changes. */

import { copyDrafts, editsOf, same } from "./drafts.js";
import { takeFindings } from "./list.js";
import { pick, showFindings } from "./message.js";
import { markInView, pictureWidth, resultOf, showPages, showQuick } from "./pages.js";
import { rows, state } from "./state.js";
import { address, made, reasonOf, said, say, send, table } from "./words.js";

const WAIT_MS = 60;
const QUICK_MS = 600;
let asked = 0;
let running = null;
let base = null; /* the fit without what is typed here, and its job */
let baseJob = null;
let compared = "after";
let settled = false;
let unplaced = []; /* findings in the files that belong to no text */
let news = null; /* what others have changed, until a picture of it is asked for */
let last = null; /* the newest print: its job and its result */

/* Show what others have changed: the first such text by its mark, and the version of the files before. */
export function lookAtChange(change) {
  news = change;
  lookSoon();
}

let timer = null;
export function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT_MS);
}

export async function look() {
  const number = ++asked;
  const isNew = () => number === asked;
  settled = false;
  const edits = editsOf(rows);
  copyDrafts(rows);
  showCompared("after");
  document.getElementById("fit").textContent = said("printing");
  if (running) send(`/jobs/${running}/cancel`);
  const change = news;
  news = null;
  const first = quick(edits, change, isNew);
  try {
    await Promise.race([first, new Promise((done) => setTimeout(done, QUICK_MS))]);
    if (!isNew()) return;
    const answer = await send(address("look"), { edits, job: last?.job ?? "" });
    if (!isNew()) return;
    if (!answer.ok) return setTimeout(() => isNew() && look(), 1000);
    const { findings, job, state: where } = await answer.json();
    running = job;
    takeFindings(findings);
    unplaced = findings[""] ?? [];
    showFindings();
    const result = await resultOf(job, where, isNew);
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
function askQuick(edits, marked, since = "") {
  return send(address("quick"), { edits, mark: marked, since, job: baseJob ?? last.job, width: pictureWidth() }).catch(() => null);
}

async function quick(edits, change, isNew) {
  if (!last || !(change || edits[state.current?.id])) return;
  const answer = await (change ? askQuick(edits, change.mark || markInView(), change.since) : askQuick(edits, state.current.id));
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
  showFoundOnPages(result.findings);
  askQuick({}, ""); /* the first quick picture needs a layout of all pages to begin from: have it made now */
}

function fitOf(fit) {
  if (!fit) return "";
  const cost = base && !same([base.size_pt], [fit.size_pt]) ? said("cost", { points: (fit.size_pt - base.size_pt).toFixed(1) }) : "";
  return [said("size", { size: fit.size_pt }), cost].filter(Boolean).join(" · ");
}

/* What the checks of the printed pages find; what is found in one text stands at that text. */
function showFoundOnPages(printed) {
  const shown = new Set([...rows.values()].flatMap((row) => row.findings.map((each) => `${each.code} ${each.message}`)));
  const findings = [...unplaced, ...printed].filter((each) => {
    const name = `${each.code} ${each.message}`;
    return !shown.has(name) && shown.add(name);
  });
  const place = document.getElementById("found-on-pages");
  place.hidden = !findings.length;
  place.querySelector("summary b").textContent = findings.length;
  place.querySelector("ul").replaceChildren(...findings.map((each) => found(each)));
}

function found(each) {
  const item = made("li", each.severity);
  const words = [each.message, each.where].filter(Boolean).join(" · ");
  item.append(made("strong", "", `${said(each.severity)}: `), each.title, " ", Object.assign(made("span", "", `${words} (${each.code})`), { lang: "en", dir: "ltr" }));
  return item;
}

export function offline() {
  say(said("offline"), "wrong");
  setTimeout(look, 3000);
}

/* ---- before and after ---- */
export const turnPages = () => compare(compared === "after" ? "before" : "after");

export async function compare(which) {
  if (which === compared || !last) return;
  showCompared(which);
  if (which === "after") return showPages(last.job, last.result, pick);
  const hasEdits = Object.keys(editsOf(rows)).length > 0;
  const answer = await send(address("look"), { edits: {}, job: last.job, signed: !hasEdits });
  if (!answer.ok) return say(await reasonOf(answer), "wrong");
  const { job, state: where } = await answer.json();
  const result = await resultOf(job, where, () => compared === "before");
  if (result && !result.failed) await showPages(job, result, pick);
}

function showCompared(which) {
  compared = which;
  for (const each of document.querySelectorAll("[data-compare]")) each.setAttribute("aria-pressed", String(each.dataset.compare === which));
  document.getElementById("pages").classList.toggle("before", which === "before");
}
