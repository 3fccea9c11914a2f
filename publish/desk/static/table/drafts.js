/* What is typed and not saved: kept in this browser from the first letter, by the mark of the message, so that nothing is lost. */

import { table } from "./words.js";

const STORED = `light-table/${table.dataset.storage}/`;

export function same(one, other) {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}

/* The draft of a row: its texts, and the ones that stood in the catalog when it was begun; null if there is none. */
export function draftOf(row) {
  try {
    const found = JSON.parse(localStorage.getItem(STORED + row.mark));
    return Array.isArray(found?.texts) && Array.isArray(found.before) ? found : null;
  } catch (error) {
    return null;
  }
}

export function keepDraft(row, texts, before = draftOf(row)?.before ?? row.msgstrs) {
  if (same(texts, row.msgstrs)) localStorage.removeItem(STORED + row.mark);
  else localStorage.setItem(STORED + row.mark, JSON.stringify({ texts, before }));
}

export function dropDraft(row) {
  localStorage.removeItem(STORED + row.mark);
}

export function textsOf(row) {
  return draftOf(row)?.texts ?? row.msgstrs;
}

export function editsOf(rows) {
  return Object.fromEntries([...rows.values()].filter(draftOf).map((row) => [row.mark, draftOf(row).texts]));
}
