/* What the parts of the light table share: its messages, which of them is chosen, who uses it, and what they can do. */

import { table } from "./words.js";

export const maySave = Boolean(table.dataset.maySave);
export const maySign = Boolean(table.dataset.maySign);
/* The page shows the source itself: its texts are changed in their files, not here. */
export const isSource = Boolean(table.dataset.isSource);

export const rows = new Map();
/* `writing` counts what this page is saving or signing: what changes meanwhile is its own doing. */
export const state = { current: null, version: "", writing: 0 };

/* Do something that changes files. */
export async function write(act) {
  state.writing += 1;
  try {
    return await act();
  } finally {
    state.writing -= 1;
  }
}

/* What one part does for another, by name; the part that can do it writes it here. */
export const acts = {};
