/* Two conveniences; the page works without them: a code that is typed is looked up, and the list is searched. Nothing is sent or kept. */
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const codes = [...document.querySelectorAll(".codes > li")];
  const near = (one, other) => {
    if (one.length !== other.length) return false;
    return [...one].filter((letter, place) => letter !== other[place]).length === 1;
  };
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
    if (found.length > 1) answer = "More than one edition has these letters. Compare the whole code.";
    if (!found.length) {
      const similar = typed ? match((code) => near(code, typed) || near(last(code), last(typed)) || last(code) === last(typed)) : [];
      answer = typed ? "This release does not know that code. Do not use the sheet until you have asked." : "Type the code first.";
      if (similar.length) answer += " Did you mean " + similar.slice(0, 5).map((item) => item.id).join(" or ") + "?";
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
      const about = simple(language.dataset.words);
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
    byId("found").textContent = words.length ? count + (count === 1 ? " output" : " outputs") : "";
  });
})();
