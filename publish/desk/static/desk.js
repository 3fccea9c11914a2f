"use strict";
/* The desk works without this file: it saves clicks, and shows pages as soon as they are made. */

const POLL_MS = 250;

function post(address) {
  const token = document.querySelector('meta[name="form-token"]').content;
  return fetch(address, { method: "POST", headers: { "X-Form-Token": token } });
}

/* A choice is used at once. */
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  if (event.target.matches("[data-go]")) location.assign(event.target.value);
});

/* The search narrows what is shown while somebody types. */
function folded(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}
for (const field of document.querySelectorAll("[data-search]")) {
  const items = [...document.querySelectorAll("[data-found-by]")];
  if (field.value) continue; /* the server has left out the others already */
  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    for (const item of items) item.hidden = !words.every((word) => item.dataset.foundBy.includes(word));
    for (const group of document.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-found-by]:not([hidden])");
    document.querySelector("[data-none]").hidden = items.some((item) => !item.hidden);
  });
}

/* Covers are drawn one after the other, from the top, so that nothing else has to wait for them. */
async function drawCovers() {
  for (const image of document.querySelectorAll("[data-cover]")) {
    image.src = image.dataset.cover;
    await image.decode().then(() => { image.hidden = false; }, () => null);
  }
}
drawCovers();

/* Wait for a job, then show its pages in place. */
async function follow(result) {
  while (result.dataset.state === "waiting" || result.dataset.state === "printing") {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (result.dataset.state === "cancelled") return;
    const answer = await fetch(result.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok) return location.reload();
    const { state, before } = await answer.json();
    result.dataset.state = state;
    const progress = result.querySelector("[data-progress]");
    progress.dataset.usual ??= progress.textContent;
    progress.textContent = before ? progress.dataset.waiting.replace("%(count)s", before) : progress.dataset.usual;
  }
  const answer = await fetch(result.dataset.shown);
  if (!answer.ok) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  result.replaceChildren(...page.body.childNodes);
  countSheets();
  preparePrint(result);
}

/* The button opens the print dialog of the browser for the PDF itself, which is loaded beforehand. */
function preparePrint(result) {
  const link = result.querySelector("[data-print]");
  if (!link) return;
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.title = link.textContent;
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", () => { frame.dataset.loaded = "yes"; });
  frame.src = link.href;
  result.append(frame);
  link.addEventListener("click", (event) => {
    if (!navigator.pdfViewerEnabled || !frame.dataset.loaded) return; /* the link opens the PDF itself */
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
      event.preventDefault();
    } catch (error) {
      /* a viewer that does not let itself be asked: the link opens the PDF */
    }
  });
}

function countSheets() {
  const field = document.getElementById("copies");
  const copies = Math.max(1, Number.parseInt(field?.value, 10) || 1);
  for (const each of document.querySelectorAll("[data-copies]")) each.textContent = copies;
  for (const each of document.querySelectorAll("[data-sheets]")) each.textContent = copies * Number(each.dataset.sheets);
}
document.getElementById("copies")?.addEventListener("input", countSheets);

for (const result of document.querySelectorAll("[data-job]")) {
  result.querySelector("[data-take-back]")?.addEventListener("click", async () => {
    result.dataset.state = "cancelled";
    await post(result.dataset.cancel);
    location.assign("/");
  });
  if (result.dataset.state === "waiting" || result.dataset.state === "printing") follow(result);
  else preparePrint(result);
}
