// The wording review beside a text. Without this script the list is there, and its links lead to the fields.
//   [data-remarks]   the panel; it comes anew with every pause in typing
//   [data-go]        the words of a remark: marks them, data-start to data-end, in the field its link names
//   [data-use]       a remark's other words: puts them where its words stand
//   [data-filters]   shows only remarks of a class or gravity; what is chosen outlives the panel
//   [data-at-remark] says which remark one is at. Alt+N next, Shift+Alt+N the one before, Alt+U uses its words
(() => {
  "use strict";
  const preview = document.getElementById("preview");
  const says = document.querySelector("[data-at-remark]");
  if (!preview) return;
  const chosen = { class: "", severity: "" };
  const folds = new Map();
  let at = -1;

  // Whoever sees the page sees the remark itself; what is said of it is for those who listen.
  const say = (words, isSeen = false) => {
    says.classList.toggle("visually-hidden", !isSeen);
    says.textContent = words;
  };

  const remarks = () => [...preview.querySelectorAll("[data-remarks] .remark-item:not([hidden])")];
  const place = (remark) => {
    const link = remark.querySelector("[data-go]");
    const field = document.getElementById(link.hash.slice(1));
    return { field, start: Number(link.dataset.start), end: Number(link.dataset.end), known: "start" in link.dataset };
  };

  const mark = (remark) => {
    const { field, start, end, known } = place(remark);
    field?.focus();
    if (known) field?.setSelectionRange(start, end);
    return known ? field : null;
  };

  const show = (remark) => {
    const all = remarks();
    at = all.indexOf(remark);
    for (const each of all) each.toggleAttribute("data-current", each === remark);
    remark.scrollIntoView({ block: "nearest" });
    const head = remark.querySelector(".remark-head").innerText.replace(/\s+/g, " ").trim();
    say(`Remark ${at + 1} of ${all.length}. ${head}. ${remark.querySelector("[data-why]").textContent}`);
    mark(remark);
  };

  const go = (step) => {
    const all = remarks();
    if (!all.length) {
      say("There are no remarks.", true);
      return;
    }
    show(all[(at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length]);
  };

  const use = (remark) => {
    const button = remark?.querySelector("[data-use]");
    if (!button) {
      say(remark ? "This remark has no other words to put in." : "Go to a remark first, with Alt+N.", true);
      return;
    }
    const { field, start, end, known } = place(remark);
    // Somebody may have typed since the panel came: then it waits for the next one.
    if (!known || field.value.slice(start, end) !== remark.querySelector("[data-go]").textContent) return;
    const { use: words, from, to } = button.dataset;
    field.focus();
    field.setSelectionRange(Number(from), Number(to));
    // The browser's own way can be undone with Ctrl+Z; the other is for those without.
    if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
      field.setRangeText(words, Number(from), Number(to), "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    say("Put in. Ctrl+Z takes it back.", true);
    at -= 1;
  };

  const filter = () => {
    for (const button of preview.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(chosen[button.dataset.filter] === button.dataset.value));
    }
    for (const remark of preview.querySelectorAll("[data-remarks] .remark-item")) {
      remark.hidden = Object.entries(chosen).some(([name, value]) => value && remark.dataset[name] !== value);
    }
    at = -1;
  };

  // A class that has no more remarks takes its button along, and must not hide the others.
  const keepChosen = () => {
    for (const name of Object.keys(chosen)) {
      if (!preview.querySelector(`[data-filter="${name}"][data-value="${chosen[name]}"]`)) chosen[name] = "";
    }
  };

  const begin = () => {
    for (const each of preview.querySelectorAll("[data-filters], [data-use]")) each.hidden = false;
    for (const [id, isOpen] of folds) {
      const fold = document.getElementById(id);
      if (fold) fold.open = isOpen;
    }
    keepChosen();
    filter();
  };

  const keys = { KeyN: (event) => go(event.shiftKey ? -1 : 1), KeyU: () => use(remarks()[at]) };
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(keys, event.code)) return;
    event.preventDefault();
    keys[event.code](event);
  });
  preview.addEventListener("click", (event) => {
    const remark = event.target.closest(".remark-item");
    const button = event.target.closest("[data-filter]");
    if (event.target.closest("[data-go]")) {
      event.preventDefault();
      show(remark);
    }
    if (event.target.closest("[data-use]")) use(remark);
    if (button) {
      chosen[button.dataset.filter] = button.dataset.value;
      filter();
    }
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target !== preview) return;
    for (const fold of preview.querySelectorAll("details[id]")) folds.set(fold.id, fold.open);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => event.target === preview && begin());
  begin();
})();
