/* What others change, on disk or at another desk, shows here: the desk sends an event; where it sends none, this page asks again and again. */

import { draftOf, dropDraft, same } from "./drafts.js";
import { count, filterRows, takeRows } from "./list.js";
import { lookAtChange } from "./look.js";
import { open } from "./message.js";
import { showBoth } from "./save.js";
import { rows, state } from "./state.js";
import { address, ask, reasonOf, said, say } from "./words.js";

const CHECK_MS = 500;
const RETRY_MS = 10_000;
let stream = null;

export async function refresh() {
  const answer = await ask(address("messages"));
  if (!answer.ok) return say(await reasonOf(answer), "wrong");
  const found = await answer.json();
  const change = { since: state.version, mark: firstChange(found.rows) };
  state.version = found.version;
  const changed = found.rows.filter((fresh) => rows.has(fresh.id) && !same(rows.get(fresh.id).msgstrs, fresh.msgstrs));
  takeRows(found.rows);
  for (const fresh of changed) {
    const row = rows.get(fresh.id);
    const draft = draftOf(row);
    if (draft && same(draft.texts, row.msgstrs)) dropDraft(row);
    else if (draft && !same(draft.before, row.msgstrs) && row.msgstrs.some(Boolean)) showBoth(row, row.msgstrs);
  }
  if (state.current) open(state.current);
  count();
  filterRows();
  lookAtChange(change);
}

/* The first text that is another one now, by the mark that it had: a picture of its page comes before all pages are printed. */
function firstChange(fresh) {
  const found = [...rows.values()].find((row, place) => fresh[place]?.id !== row.id || !same(fresh[place].msgstrs, row.msgstrs));
  return found?.mark ?? "";
}

/* A page that nobody looks at has no stream: a browser keeps only a few connections to one server. */
export function watch() {
  document.addEventListener("visibilitychange", listen);
  listen();
  poll();
}

function listen() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) {
    stream = new EventSource("/changes");
    stream.addEventListener("message", (event) => changed(event.data));
  }
}

/* Without a stream, of which the desk has only a few, ask for the version. */
async function poll() {
  for (;;) {
    await new Promise((done) => setTimeout(done, CHECK_MS));
    if (document.hidden || stream?.readyState === EventSource.OPEN) continue;
    const answer = await ask(address("version")).catch(() => null);
    if (answer?.ok) await changed((await answer.json()).version);
    if (stream?.readyState === EventSource.CLOSED) {
      stream = null;
      setTimeout(listen, RETRY_MS);
    }
  }
}

async function changed(version) {
  if (!isNews(version)) return;
  if (state.writing) {
    setTimeout(() => changed(version), CHECK_MS);
    return;
  }
  state.version = version;
  await refresh();
  say(said("changed_on_disk"));
}

/* A version is the name of a desk and a number that grows. */
function isNews(version) {
  const [desk, number] = version.split("-");
  const [own, known] = state.version.split("-");
  return desk !== own || Number(number) > Number(known);
}
