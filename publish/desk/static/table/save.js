/* A translation is saved, never over a change that somebody else made meanwhile: then both versions are shown. */

import { draftOf, dropDraft, keepDraft, same, textsOf } from "./drafts.js";
import { fill } from "./list.js";
import { offline } from "./look.js";
import { step } from "./message.js";
import { acts, write } from "./state.js";
import { address, button, inTarget, made, reasonOf, said, say, send } from "./words.js";

export function save(row) {
  return write(() => saved(row));
}

async function saved(row) {
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
  await acts.refresh();
  return true;
}

export async function saveAndGoOn(row) {
  if (draftOf(row) && !(await save(row))) return;
  step(1, true);
}

export function showBoth(row, now) {
  row.msgstrs = now;
  const box = made("div", "meanwhile", "", { role: "alert" });
  const take = button("plain small", said("take"), () => { keepDraft(row, row.fields.map((area) => area.value), now); save(row); });
  const leave = button("plain small", said("leave"), () => { dropDraft(row); fill(row); row.meanwhile.replaceChildren(); acts.lookSoon(); });
  const both = [...now.map((text) => inTarget(made("p", "theirs", text))), made("p", "", said("yours")), ...textsOf(row).map((text) => inTarget(made("p", "", text)))];
  box.append(made("p", "", said("meanwhile")), ...both, take, " ", leave);
  row.meanwhile.replaceChildren(box);
}
