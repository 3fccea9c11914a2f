"use strict";
/* Blind back-translation: what is typed is kept in this browser at once, and saved when its field is left. Without this file, the buttons save. */

const list = document.querySelector(".back-texts");
const by = document.getElementById("by");
const name = (form) => `${list.dataset.storage}/${form.dataset.back}/${form.elements.digest.value}`;

function count() {
  const done = document.querySelector("[data-done]");
  const number = list.querySelectorAll("li.done").length;
  done.textContent = done.dataset.words.replace("%(count)s", number).replace("%(total)s", list.children.length);
}

async function save(form) {
  const state = form.querySelector("[data-said]");
  if (by) form.elements.by.value = by.value;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok) {
    localStorage.removeItem(name(form));
    form.dataset.saved = form.elements.text.value;
    form.closest("li").classList.add("done");
    state.textContent = state.dataset.said;
    count();
  } else if (answer) state.textContent = (await answer.json().catch(() => ({}))).problem ?? answer.statusText;
}

for (const form of list.querySelectorAll("[data-back]")) {
  const field = form.elements.text;
  form.dataset.saved = field.value;
  field.value = localStorage.getItem(name(form)) ?? field.value;
  field.addEventListener("input", () => localStorage.setItem(name(form), field.value));
  field.addEventListener("change", () => { if (field.value.trim() && field.value !== form.dataset.saved) save(form); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form);
  });
}
if (by) {
  by.value ||= localStorage.getItem("light-table-by") ?? "";
  by.addEventListener("change", () => localStorage.setItem("light-table-by", by.value));
}
