/* Three conveniences; the page works without them: its language is chosen, a code that is typed is looked up, and the list is searched.
   Nothing is sent; the browser keeps the language. */
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const KEY = "shelf-language";
  const languagesOfPage = JSON.parse(byId("translations").textContent);
  const remembered = (value) => {
    try {
      if (value) localStorage.setItem(KEY, value);
      return localStorage.getItem(KEY);
    } catch (error) {
      return null; /* a browser that keeps nothing for files */
    }
  };
  const fill = (element) => {
    const values = Object.entries(element.dataset).filter(([name]) => name.startsWith("value"));
    let text = current.words[element.dataset.word] ?? element.dataset.word;
    for (const [name, value] of values) text = text.replaceAll(`%(${name.slice(5).toLowerCase()})s`, () => value);
    element.textContent = text;
  };
  let current = languagesOfPage[0];
  const speak = (tag) => {
    current = languagesOfPage.find((each) => each.tag === tag) ?? languagesOfPage[0];
    document.documentElement.lang = current.tag;
    document.documentElement.dir = current.direction;
    document.querySelectorAll("[data-word]").forEach(fill);
    for (const each of document.querySelectorAll("[data-language]")) {
      each.dataset.english ??= each.textContent;
      each.textContent = current.languages[each.dataset.language] || each.dataset.english;
    }
    byId("answer").textContent = "";
  };
  const preferred = () => {
    const tags = languagesOfPage.map((each) => each.tag);
    const wanted = [remembered(), ...navigator.languages].filter(Boolean);
    const near = (tag) => tags.find((each) => each === tag) ?? tags.find((each) => each.split("-")[0] === tag.split("-")[0]);
    return wanted.map(near).find(Boolean);
  };
  byId("language").append(...languagesOfPage.map((each) => Object.assign(new Option(each.name, each.tag), { lang: each.tag, dir: each.direction })));
  byId("tongue").hidden = languagesOfPage.length < 2;
  byId("language").addEventListener("change", (event) => { remembered(event.target.value); speak(event.target.value); });
  speak(preferred());
  byId("language").value = current.tag;
  const plain = (text) => text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const codes = [...document.querySelectorAll(".codes > li")];
  const near = (one, other) => {
    if (one.length !== other.length) return false;
    return [...one].filter((letter, place) => letter !== other[place]).length === 1;
  };
  const says = (name) => byId(`says-${name}`).textContent;
  const show = (found) => codes.forEach((item) => item.classList.toggle("shown", found.includes(item)));
  byId("check").hidden = byId("find").hidden = false;
  byId("check").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = plain(byId("code").value);
    const match = (test) => codes.filter((item) => test(plain(item.id), typed));
    const last = (text) => text.slice(-5);
    let found = typed ? match((code) => typed === code) : [];
    if (!found.length && typed.length > 5) found = match((code) => typed.includes(code));
    if (!found.length && typed.length === 5) found = match((code) => last(code) === typed);
    show(found);
    let answer = "";
    if (found.length > 1) answer = says("several");
    if (!found.length) {
      const similar = typed ? match((code) => near(code, typed) || near(last(code), last(typed)) || last(code) === last(typed)) : [];
      answer = says(typed ? "unknown" : "empty");
      if (similar.length) answer += ` ${says("similar")} ${similar.slice(0, 5).map((item) => item.id).join(" · ")}`;
    } else if (found.length === 1) answer = found[0].querySelector("strong").textContent;
    byId("answer").textContent = answer;
  });
  addEventListener("hashchange", () => show([]));
  const simple = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const languages = [...document.querySelectorAll(".language")];
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  byId("words").addEventListener("input", () => {
    const words = simple(byId("words").value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const language of languages) {
      const about = simple(`${language.dataset.words} ${language.querySelector(".name").textContent}`);
      let any = false;
      for (const output of language.querySelectorAll(".outputs > li")) {
        const all = about + " " + simple(output.dataset.words);
        output.hidden = !words.every((word) => all.includes(word));
        count += output.hidden ? 0 : 1;
        any = any || !output.hidden;
      }
      language.hidden = !any;
    }
    for (const guide of document.querySelectorAll(".guide")) guide.hidden = !guide.querySelector(".language:not([hidden])");
    byId("nothing").hidden = count > 0;
    byId("found").hidden = !words.length;
    const number = byId("found").querySelector("[data-word]");
    number.dataset.valueCount = count;
    fill(number);
  });
})();
