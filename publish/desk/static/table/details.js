/* What is beside the current message: what changed, what it reads, agreed words, suggestions, findings, signatures, comments. */

import { wordDiff } from "../diff.js";
import { draftOf } from "./drafts.js";
import { address, ask, button, inSource, inTarget, made, said, table } from "./words.js";

export function diff(pieces) {
  const line = made("p", "diff");
  const tags = { deleted: "del", inserted: "ins", same: "span" };
  line.append(...pieces.map((piece) => made(tags[piece.kind], "", piece.text)));
  return line;
}

function section(title, ...content) {
  const found = made("section", "detail");
  found.append(made("h3", "", title), ...content);
  return found;
}

function lines(texts) {
  return texts.map((text) => made("p", "", text));
}

/* What the row itself has; the rest follows from the server. */
export function detailsOf(row, acts) {
  const box = made("div", "details");
  if (row.previous.length) box.append(section(said("changed"), inSource(diff(row.previous))));
  if (row.msgctxt) box.append(...lines([said("context", { context: row.msgctxt })]));
  if (row.notes.length) box.append(section(said("notes"), ...row.notes.map((note) => inSource(made("p", "", note)))));
  const later = made("div");
  const edits = made("div", "edits");
  showEdits(row, edits);
  box.append(edits, later, findings(row, acts), judged(row), remarks(row, acts));
  load(row, later, acts);
  return box;
}

export function findings(row, acts) {
  const box = made("div", "found");
  for (const each of row.findings) {
    const line = made("p", each.severity);
    line.append(made("strong", "", `${said(each.severity)}: `), each.title, " ", Object.assign(made("span", "", `${each.message} (${each.code})`), { lang: "en", dir: "ltr" }));
    if (each.severity !== "note" && table.dataset.maySign && table.dataset.mayWaive && row.state === "translated") {
      line.append(" ", button("plain small", said("waive"), () => acts.ask(row, said("why_waive"), (reason) => acts.waive(row, each.code, reason))));
    }
    box.append(line);
  }
  return box;
}

/* What is typed and not saved, beside what is saved. */
export function showEdits(row, place) {
  const texts = draftOf(row)?.texts;
  const changed = texts?.map((text, form) => [row.msgstrs[form] ?? "", text]).filter(([old, fresh]) => old && old !== fresh) ?? [];
  place.replaceChildren(...(changed.length ? [section(said("edited"), ...changed.map((pair) => inTarget(diff(wordDiff(...pair)))))] : []));
}

function judged(row) {
  const box = made("div", "judged");
  for (const each of row.signed) box.append(made("p", "good", said("signed", { name: each.by, role: acts_role(each.role), date: each.date })));
  for (const each of row.waivers) box.append(made("p", "", said("waived_by", { name: each.by, date: each.date, reason: each.reason })));
  if (row.unapproved.length) box.append(made("p", "quiet", said("waits", { roles: listOf(row.unapproved.map(acts_role)) })));
  return box;
}

function listOf(names) {
  return new Intl.ListFormat(document.documentElement.lang).format(names);
}

const roles = JSON.parse(table.dataset.roles);
function acts_role(name) {
  return roles[name] ?? name;
}

function remarks(row, acts) {
  const box = section(said("comments"));
  for (const each of row.remarks) {
    const about = { name: each.by, date: each.date, reason: each.text };
    const text = each.rejected ? said("rejected", about) : each.by ? `${each.by}, ${each.date}: ${each.text}` : each.text;
    box.append(made("p", each.rejected ? "rejected" : "", text, { dir: "auto" }));
  }
  const field = made("input", "", "", { "aria-label": said("comment"), placeholder: said("comment"), maxlength: "2000" });
  const form = made("form", "comment-form");
  form.append(field, made("button", "plain small", said("add")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) acts.comment(row, field.value);
  });
  box.append(form);
  return box;
}

async function load(row, place, acts) {
  row.details ??= ask(address(`message/${row.id}`)).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  const found = await row.details;
  if (!found) return;
  if (found.place) {
    const { file, lines: numbers } = found.place;
    place.append(made("p", "hint", numbers.length ? said("line", { file, line: numbers.join(", ") }) : file, { dir: "auto" }));
  }
  if (found.reads_source || found.reads) {
    const box = section(said("values"));
    if (found.reads_source) box.append(inSource(made("p", "", found.reads_source)));
    if (found.reads) box.append(made("h4", "", said("reads")), inTarget(made("p", "", found.reads)));
    place.append(box);
  }
  if (found.terms.length) place.append(section(said("terms"), ...found.terms.map(term)));
  if (found.suggestions.length) place.append(section(said("suggestions"), ...found.suggestions.map((each, index) => suggestion(row, each, index, acts))));
  if (found.back) place.append(backTranslation(row, found.back));
}

function term(each) {
  const line = made("p", "term");
  line.append(inSource(made("span", "", each.term)), " → ", each.kept ? made("em", "", said("kept")) : inTarget(made("strong", "", each.translations.join(" / "))));
  if (each.forbidden.length) line.append(" · ", made("span", "", said("forbidden", { words: each.forbidden.join(", ") })));
  return line;
}

function suggestion(row, each, index, acts) {
  const line = made("div", "suggestion");
  const use = button("plain small", said("use"), () => acts.use(row, each.text));
  use.dataset.suggestion = index + 1;
  use.prepend(made("kbd", "", String(index + 1)), " ");
  const about = made("span", "hint", `${said("similar", { percent: each.percent })} · ${each.origin}`);
  line.append(inTarget(made("p", "", each.text)), use, " ", about);
  return line;
}

function backTranslation(row, back) {
  const box = section(said("back", { name: back.by, date: back.date }), inSource(made("p", "source", row.msgid)), inSource(made("p", "", back.text)));
  if (back.old) box.append(made("p", "warning", said("back_old")));
  else if (!back.findings.length) box.append(made("p", "good", said("back_none")));
  else box.append(made("h4", "", said("back_found")), ...back.findings.map(difference));
  return box;
}

function difference(each) {
  const line = made("p", each.severity, each.title);
  line.append(" ", Object.assign(made("span", "", `${each.message} (${each.code})`), { lang: "en", dir: "ltr" }));
  return line;
}
