/* The printed pages: pictures of the PDF, with the place of each message on them. */

import { ask, made, said } from "./words.js";

const REACH_MM = 3; /* between two lines of a paragraph there is no text, but the paragraph is meant */
const WIDTHS = [400, 800, 1200, 1600, 2400];
const area = document.getElementById("pages");
let print = { places: [], sizes: [], pages: 0 };
let marked = null;
let drawing = 0; /* the number of the print whose pictures are being drawn */
let lastClick = { key: "", turn: 0 };

export const printed = () => print;

/* The width of pictures in pixels: as wide as a page is shown on this screen. */
export function pictureWidth() {
  const shown = area.querySelector("img")?.clientWidth || area.clientWidth || 400;
  return WIDTHS.find((each) => each >= shown * devicePixelRatio) ?? WIDTHS.at(-1);
}

/* Show the pages of a finished job: at once the one that is looked at, then the others. Each old picture stays until the new one is there. */
export async function showPages(key, result, pick) {
  const order = pagesByDistance(result.sizes.length);
  const number = ++drawing;
  const pictures = [...area.querySelectorAll(".printed-page img")];
  const width = pictureWidth();
  print = result;
  const figures = result.sizes.map((size, index) => page(result, index, pictures[index], pick));
  const draw = (index) => picture(`/jobs/${key}/${index + 1}.proof.pdf.${width}.png`, index, figures[index], number);
  area.replaceChildren(...figures);
  mark(marked, false);
  if (order.length) await draw(order[0]);
  drawRest(order.slice(1), draw, number);
}

async function drawRest(order, draw, number) {
  for (const index of order) if (number === drawing) await draw(index);
  if (number === drawing) area.dataset.drawn = number;
}

/* The mark of a text on the page that is looked at; empty if there is none. */
export function markInView() {
  const number = pageInView();
  return print.places.find((place) => place.page === number)?.marks[0] ?? "";
}

/* The number of the page with the chosen message, else of that in the middle of what is seen. */
function pageInView() {
  const window = area.getBoundingClientRect();
  const middle = (Math.max(window.top, 0) + Math.min(window.bottom, innerHeight)) / 2;
  const away = (figure) => { const box = figure.getBoundingClientRect(); return Math.max(box.top - middle, middle - box.bottom, 0); };
  const seen = [...area.querySelectorAll(".printed-page")].sort((one, other) => away(one) - away(other))[0];
  return placesOf(marked)[0]?.page ?? Number(seen?.dataset.number ?? 1);
}

/* The numbers of the pages (from 0), the one that is looked at first. */
function pagesByDistance(count) {
  const first = pageInView() - 1;
  return [...Array(count).keys()].sort((one, other) => Math.abs(one - first) - Math.abs(other - first));
}

async function picture(source, index, figure, number) {
  const image = new Image();
  image.alt = said("page", { number: index + 1 });
  image.src = source;
  await image.decode().catch(() => null);
  if (number !== drawing) return;
  figure.classList.remove("old");
  figure.querySelector("img").replaceWith(image);
}

function page(result, index, before, pick) {
  const number = index + 1;
  const figure = made("figure", "printed-page old", "", { "data-number": number });
  const sheet = made("div", "sheet-of-page");
  const size = result.sizes[index];
  const empty = Object.assign(new Image(Math.round(size.width_mm * 4), Math.round(size.height_mm * 4)), { alt: said("page", { number }) });
  sheet.append(before ?? empty);
  sheet.addEventListener("click", (event) => clicked(event, number, pick));
  figure.append(sheet);
  const share = result.fit?.shares[index];
  const caption = made("figcaption", "", share === undefined ? said("page", { number }) : said("full", { number, percent: Math.round(share * 100) }));
  if (share > 1) caption.className = "over";
  figure.append(caption);
  return figure;
}

/* Replace the picture of one page by a quick one; the exact ones follow. */
export async function showQuick(number, source, result) {
  const figure = area.querySelector(`[data-number="${number}"]`);
  if (!figure) return;
  const image = figure.querySelector("img");
  image.src = source;
  await image.decode().catch(() => null);
  figure.classList.remove("old");
  figure.querySelector("figcaption").textContent = said("quick");
  print = { ...print, places: [...print.places.filter((place) => place.page !== number), ...result.places] };
  mark(marked, false);
}

export function placesOf(row) {
  return row ? print.places.filter((place) => place.marks.includes(row.mark)) : [];
}

/* Mark the places of a message on the pages; tell whether there are any. */
export function mark(row, scroll) {
  marked = row;
  for (const spot of area.querySelectorAll(".spot")) spot.remove();
  const places = placesOf(row);
  for (const place of places) spotOn(place);
  const first = area.querySelector(".spot");
  if (scroll && first) scrollTo(first);
  return places.length > 0;
}

function scrollTo(spot) {
  const box = spot.getBoundingClientRect();
  const window = area.getBoundingClientRect();
  if (box.top < window.top || box.bottom > window.bottom) area.scrollTop += box.top - window.top - area.clientHeight / 3;
}

function spotOn(place) {
  const size = print.sizes[place.page - 1];
  const sheet = area.querySelector(`[data-number="${place.page}"] .sheet-of-page`);
  if (!sheet || !size) return;
  const spot = made("div", "spot");
  spot.style.left = `${(100 * place.x_mm) / size.width_mm}%`;
  spot.style.top = `${(100 * place.y_mm) / size.height_mm}%`;
  spot.style.width = `${(100 * place.width_mm) / size.width_mm}%`;
  spot.style.height = `${(100 * place.height_mm) / size.height_mm}%`;
  sheet.append(spot);
}

/* The place that holds a point of a page, else the nearest one within reach; of several, the smallest. */
export function placeAt(number, x, y) {
  const away = (place) => {
    const across = Math.max(place.x_mm - x, 0, x - place.x_mm - place.width_mm);
    const down = Math.max(place.y_mm - y, 0, y - place.y_mm - place.height_mm);
    return Math.hypot(across, down);
  };
  const size = (place) => place.width_mm * place.height_mm;
  const near = print.places.filter((place) => place.page === number && away(place) <= REACH_MM);
  return near.sort((one, other) => away(one) - away(other) || size(one) - size(other))[0];
}

/* A drawing has several texts: another click on it goes to the next of them. */
function clicked(event, number, pick) {
  const size = print.sizes[number - 1];
  const box = event.currentTarget.getBoundingClientRect();
  const place = placeAt(number, ((event.clientX - box.left) / box.width) * size.width_mm, ((event.clientY - box.top) / box.height) * size.height_mm);
  if (!place) return;
  const key = place.marks.join(" ");
  lastClick = { key, turn: lastClick.key === key ? lastClick.turn + 1 : 0 };
  pick(place.marks, lastClick.turn);
}

/* Wait for a job; return its result, or null if somebody asked for something newer meanwhile (`isNew`). */
export async function resultOf(job, state, isNew) {
  let where = "waiting";
  while (where === "waiting" || where === "printing") {
    const answer = await ask(state);
    if (!isNew()) return null;
    if (!answer.ok) return { failed: true, gone: true, findings: [] };
    where = (await answer.json()).state;
    if (where === "waiting" || where === "printing") await new Promise((done) => setTimeout(done, 40));
  }
  const result = await (await ask(`/table/print/${job}`)).json();
  return isNew() ? { ...result, failed: where === "failed" } : null;
}
