/* The words of the page and its few settings, from the element that the server wrote; ways to make elements and to ask the server. */

export const table = document.getElementById("light-table");
const labels = JSON.parse(table.dataset.labels);

export function said(name, values = {}) {
  return labels[name].replace(/%\((\w+)\)s|%%/g, (whole, key) => (key ? values[key] ?? "" : "%"));
}

export function made(tag, className = "", text = "", about = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(about)) element.setAttribute(name, value);
  return element;
}

/* A text in the language of the source, or of the translation. */
export function inSource(element) {
  element.lang = table.dataset.sourceLanguage;
  element.dir = table.dataset.sourceDirection;
  return element;
}
export function inTarget(element) {
  element.lang = table.dataset.language;
  element.dir = table.dataset.direction;
  return element;
}

export function button(className, text, act) {
  const found = made("button", className, text, { type: "button" });
  found.addEventListener("click", act);
  return found;
}

export function address(path) {
  return `${table.dataset.base}/${path}?${new URLSearchParams({ layout: table.dataset.layout, paper: table.dataset.paper })}`;
}

export function ask(path) {
  return fetch(path, { headers: { Accept: "application/json" } });
}

export async function send(path, body = {}) {
  const token = document.querySelector('meta[name="form-token"]');
  const post = () => {
    const headers = { "X-Form-Token": token.content, "Content-Type": "application/json", Accept: "application/json" };
    return fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  };
  const answer = await post();
  if (answer.status !== 403) return answer;
  /* The desk was begun again meanwhile: ask for this page once more, for its new token. */
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector('meta[name="form-token"]')?.content;
  if (!fresh || fresh === token.content) return answer;
  token.content = fresh;
  return post();
}

export function say(text, kind = "") {
  const place = document.getElementById("said");
  place.textContent = text;
  place.dataset.kind = kind;
}

export async function reasonOf(answer) {
  try {
    const found = await answer.json();
    return found.findings?.join(" ") ?? answer.statusText;
  } catch (error) {
    return answer.statusText;
  }
}
