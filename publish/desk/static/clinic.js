"use strict";
/* The form of a clinic: checked while somebody types, with the printed panel beside it. Without this file it is checked when it is saved. */

const WAIT_MS = 500;
const form = document.querySelector("[data-check]");
const picture = document.querySelector("[data-preview]");
const touched = new Set();
let timer = 0;
let round = 0;
let cancelLast = "";

form.addEventListener("input", (event) => later(event.target));
form.addEventListener("change", (event) => later(event.target));

function later(field) {
  touched.add(fieldOf(field));
  clearTimeout(timer);
  timer = setTimeout(check, WAIT_MS);
}

/* The place where the errors of an input are shown; it is named in aria-describedby. */
function fieldOf(input) {
  return (input.getAttribute("aria-describedby") ?? "").split(" ").find((id) => id.startsWith("error-"))?.slice(6) ?? "";
}

function postForm(address, body) {
  const token = document.querySelector('meta[name="form-token"]').content;
  return fetch(address, { method: "POST", body, headers: { "X-Form-Token": token, Accept: "application/json" } });
}

async function check() {
  const mine = ++round;
  const answer = await postForm(form.dataset.check, new FormData(form)).catch(() => null);
  if (!answer?.ok || mine !== round) return;
  const found = await answer.json();
  if (mine !== round) return;
  showErrors(found.errors);
  if (found.preview) await showPreview(found.preview, mine);
}

function showErrors(errors) {
  for (const place of form.querySelectorAll("[data-error]")) {
    const own = touched.has(place.dataset.error) ? errors.filter((each) => each.field === place.dataset.error) : [];
    place.replaceChildren(...own.map(paragraph));
    for (const input of form.querySelectorAll(`[aria-describedby~="error-${CSS.escape(place.dataset.error)}"]`)) {
      input.setAttribute("aria-invalid", String(own.length > 0));
    }
  }
}

function paragraph(error) {
  const line = document.createElement("p");
  line.textContent = [error.message, error.hint].filter(Boolean).join(" ");
  return line;
}

async function showPreview(preview, mine) {
  if (cancelLast && cancelLast !== preview.cancel) postForm(cancelLast);
  cancelLast = preview.cancel;
  picture.classList.add("old");
  for (;;) {
    const answer = await fetch(preview.job);
    if (!answer.ok || mine !== round) return;
    const { state } = await answer.json();
    if (state === "failed") return;
    if (state === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  picture.onload = () => {
    picture.hidden = false;
    picture.classList.remove("old");
    document.querySelector("[data-preview-note]").hidden = true;
  };
  picture.src = preview.picture;
}

/* Another telephone: a copy of the last row, empty. */
const add = form.querySelector("[data-add-row]");
add.hidden = false;
add.addEventListener("click", () => {
  const rows = form.querySelectorAll("[data-row]");
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  for (const part of row.querySelectorAll("[id], [for], [aria-describedby], [data-error]")) {
    for (const name of ["id", "for", "aria-describedby", "data-error"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+$/, String(rows.length)));
    }
  }
  for (const input of row.querySelectorAll("input")) { input.value = ""; input.removeAttribute("aria-invalid"); }
  row.querySelector("[data-error]").replaceChildren();
  last.after(row);
  row.querySelector("input").focus();
});

/* The hours of Monday for the days until Friday. */
const copy = form.querySelector("[data-copy-day]");
copy.hidden = false;
copy.addEventListener("click", () => {
  const days = [...form.querySelectorAll(".day")];
  const from = days[0].querySelectorAll("input");
  for (const day of days.slice(1, 5)) {
    day.querySelectorAll("input").forEach((input, place) => {
      if (!from[place]) return;
      if (input.type === "checkbox") input.checked = from[place].checked;
      else input.value = from[place].value;
    });
  }
  later(copy);
});

/* A logo may be dropped. */
const drop = form.querySelector("[data-drop]");
const file = form.querySelector('[type="file"]');
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  file.files = event.dataTransfer.files;
  later(file);
});

if (form.querySelector('[name="file"]').value) check();
