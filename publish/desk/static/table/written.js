/* The database of the browser: what is written there is on its disk within milliseconds. Without it, the other places must do. */

const opened = new Promise((done) => {
  const asked = window.indexedDB?.open("light-table", 1);
  if (!asked) return done(null);
  asked.addEventListener("upgradeneeded", () => asked.result.createObjectStore("drafts"));
  asked.addEventListener("success", () => done(asked.result));
  asked.addEventListener("error", () => done(null));
});

let base = null;
opened.then((found) => { base = found; });

export function writeDraft(name, draft) {
  try {
    const change = base?.transaction("drafts", "readwrite", { durability: "relaxed" }); /* to wait for the disk would hold up the next letter */
    change?.objectStore("drafts").put(draft, name);
    change?.commit();
  } catch (error) {
    base = null; /* the disk is full, or the database was deleted */
  }
}

/* All drafts by their names. */
export async function writtenDrafts() {
  const found = new Map();
  const from = await opened;
  if (!from) return found;
  return new Promise((done) => {
    const asked = from.transaction("drafts").objectStore("drafts").openCursor();
    asked.addEventListener("error", () => done(found));
    asked.addEventListener("success", () => {
      const cursor = asked.result;
      if (!cursor) return done(found);
      found.set(cursor.key, cursor.value);
      cursor.continue();
    });
  });
}
