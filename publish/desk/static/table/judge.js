/* A translation is judged: approved, rejected with a reason, a finding in it waived, a comment added. */

import { draftOf } from "./drafts.js";
import { offline } from "./look.js";
import { step } from "./message.js";
import { acts, write } from "./state.js";
import { address, button, made, reasonOf, said, say, send } from "./words.js";

function who() {
  const by = document.getElementById("by").value.trim();
  if (!by) {
    say(said("name_first"), "wrong");
    document.getElementById("by").focus();
    return null;
  }
  return { by, role: document.getElementById("role").value };
}

export function judge(path, row, more) {
  return write(() => judged(path, row, more));
}

async function judged(path, row, more) {
  const person = who();
  if (!person) return;
  if (draftOf(row) && path !== "comment") return say(said("save_first"), "wrong");
  const answer = await send(address(path), { mark: row.id, ...person, ...more }).catch(() => null);
  if (!answer) return offline();
  if (!answer.ok) return say(said("not_saved", { reason: await reasonOf(answer) }), "wrong");
  const found = await answer.json();
  say(found.refused?.length ? found.refused.join(" ") : said("saved"), found.refused?.length ? "wrong" : "good");
  await acts.refresh();
  return true;
}

export async function approve(row) {
  if (await judge("sign", row, { digest: row.digest })) step(1, false);
}

export function reject(row) {
  askReason(row, said("why_reject"), (text) => judge("reject", row, { text }));
}

export function askReason(row, question, act) {
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
