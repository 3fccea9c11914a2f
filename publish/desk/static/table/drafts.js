/* What is typed and not saved: kept in this browser from the first letter, by the mark of the message, so that nothing is lost.
 * Local storage answers at once, but a browser writes it to the disk seconds later; the database of written.js is there within milliseconds,
 * and the copy at the desk survives the browser itself. */

import { address, ask, send, table } from "./words.js";
import { writeDraft, writtenDrafts } from "./written.js";

const STORED = `light-table/${table.dataset.storage}/`;

/* The desk keeps a copy, from the same moment: a browser that is killed loses what it wrote last. One copy is sent after the other. */
let copied = "{}";
let copying = null;
let isNewer = false;

export function copyDrafts(rows) {
  isNewer = true;
  copying ??= copyAll(rows).finally(() => { copying = null; });
  return copying;
}

async function copyAll(rows) {
  while (isNewer) {
    isNewer = false;
    const drafts = Object.fromEntries([...rows.values()].map((row) => [row.id, draftOf(row)]).filter(([, draft]) => draft));
    const text = JSON.stringify(drafts);
    if (text === copied) continue;
    const answer = await send(address("drafts"), { drafts }).catch(() => null);
    if (answer?.ok) copied = text;
  }
}

/* Take the newest draft of each text: what a browser that was killed wrote last is in one place or another. */
export async function recoverDrafts(rows) {
  const answer = await ask(address("drafts")).catch(() => null);
  const served = answer?.ok ? (await answer.json()).drafts : {};
  const written = await writtenDrafts();
  for (const row of rows.values()) {
    const found = [draftOf(row), served[row.id], written.get(STORED + row.id)].filter(Boolean);
    const newest = found.sort((one, other) => (other.at ?? 0) - (one.at ?? 0))[0];
    latest = Math.max(latest, newest?.at ?? 0);
    if (!newest?.texts || same(newest.texts, row.msgstrs)) localStorage.removeItem(STORED + row.id);
    else localStorage.setItem(STORED + row.id, JSON.stringify(newest));
  }
  copied = JSON.stringify(served);
}

export function same(one, other) {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}

/* The draft of a row: its texts, and the ones that stood in the catalog when it was begun; null if there is none. */
export function draftOf(row) {
  try {
    const found = JSON.parse(localStorage.getItem(STORED + row.id));
    return Array.isArray(found?.texts) && Array.isArray(found.before) ? found : null;
  } catch (error) {
    return null;
  }
}

/* Two letters of one millisecond, and a clock that is set back, must not make an older draft the newest. */
let latest = 0;

function moment() {
  latest = Math.max(Date.now(), latest + 1);
  return latest;
}

export function keepDraft(row, texts, before = draftOf(row)?.before ?? row.msgstrs) {
  if (same(texts, row.msgstrs)) return dropDraft(row);
  const draft = { texts, before, at: moment() };
  writeDraft(STORED + row.id, draft);
  localStorage.setItem(STORED + row.id, JSON.stringify(draft));
}

export function dropDraft(row) {
  writeDraft(STORED + row.id, { at: moment() });
  localStorage.removeItem(STORED + row.id);
}

export function textsOf(row) {
  return draftOf(row)?.texts ?? row.msgstrs;
}

export function editsOf(rows) {
  return Object.fromEntries([...rows.values()].filter(draftOf).map((row) => [row.id, draftOf(row).texts]));
}
