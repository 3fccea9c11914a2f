/* The keyboard: each key that does something while nobody is typing, and two that do while somebody is. */

import { approve, reject } from "./judge.js";
import { turnPages } from "./look.js";
import { step } from "./message.js";
import { saveAndGoOn } from "./save.js";
import { maySave, maySign, state } from "./state.js";

const keys = {
  KeyJ: () => step(1, false),
  KeyK: () => step(-1, false),
  KeyA: () => state.current && maySign && state.current.state === "translated" && approve(state.current),
  KeyR: () => state.current && maySign && state.current.state === "translated" && reject(state.current),
  KeyC: () => state.current?.more.querySelector(".comment-form input")?.focus(),
  KeyB: turnPages,
  Slash: () => document.getElementById("search").focus(),
  Enter: () => state.current?.fields[0]?.focus(),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("textarea, input, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && state.current && maySave) {
    event.preventDefault();
    saveAndGoOn(state.current);
  } else if (isTyping && event.key === "Escape") {
    event.target.blur();
  } else if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.code === "Enter" && event.target.matches("button, a, summary")) return;
    const act = digit ? () => state.current?.more.querySelector(`[data-suggestion="${digit}"]`)?.click() : keys[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }
});
