/* The printed pages: pictures of the PDF, with the place of each message on them. */

import { ask, made, said } from "./words.js";

const REACH_MM = 3; /* between two lines of a paragraph there is no text, but the paragraph is meant */
const WIDTHS = [400, 800, 1200, 1600, 2400];
const area = document.getElementById("pages");
let print = { places: [], sizes: [], pages: 0 };
let marked = null;
let lastClick = { key: "", turn: 0 };

export const printed = () => print;

/* The width of pictures in pixels: as wide as a page is shown on this screen. */
export function pictureWidth() {
  const shown = area.querySelector("img")?.clientWidth || area.clientWidth || 400;
  return WIDTHS.find((each) => each >= shown * devicePixelRatio) ?? WIDTHS.at(-1);
}

/* Show the pages of a finished job. Those that are shown already stay until the new ones are there. */
export async function showPages(key, result, pick) {
  const width = pictureWidth();
  const shown = await Promise.all(result.sizes.map((size, index) => page(key, result, index, width, pick)));
  print = result;
  area.replaceChildren(...shown);
  mark(marked, false);
}

async function page(key, result, index, width, pick) {
  const image = new Image();
  const number = index + 1;
  image.alt = said("page", { number });
  image.src = `/jobs/${key}/${number}.proof.pdf.${width}.png`;
  await image.decode();
  const figure = made("figure", "printed-page", "", { "data-number": number });
  const sheet = made("div", "sheet-of-page");
  sheet.append(image);
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
