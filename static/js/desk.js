// Counsel's desk by keyboard and pointer. Everything works without it.
//   [data-suggestions]   j and k go from one [data-suggestion] to the next; on one of them
//                        a sends its [data-accept], r its [data-reject]
//   [data-new-thread]    a link; words marked in the text bring up the same link beside them
//   [data-quoting]       a form; words marked in the text beside it fill in its quote
(() => {
  "use strict";
  const MOST = 1500;
  const isTyping = (event) => event.target.closest("input, textarea, select, [contenteditable]");

  const suggestions = [...document.querySelectorAll("[data-suggestion]")];
  const current = () => suggestions.indexOf(document.activeElement.closest("[data-suggestion]"));
  const go = (step) => {
    const place = Math.min(Math.max(current() + step, 0), suggestions.length - 1);
    suggestions[place].focus();
  };
  const decide = (answer) => {
    suggestions[current()]?.querySelector(`[data-${answer}]`)?.requestSubmit();
  };
  const keys = { j: () => go(1), k: () => go(-1), a: () => decide("accept"), r: () => decide("reject") };

  document.addEventListener("keydown", (event) => {
    const isOurs = suggestions.length && Object.hasOwn(keys, event.key);
    if (!isOurs || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    keys[event.key]();
  });
  // After a decision the page comes back here, and the next one is at hand; later than the
  // browser's own way to the fragment, which takes the focus along.
  if (location.hash === "#suggestions") {
    window.addEventListener("load", () => setTimeout(() => suggestions[0]?.focus()));
  }

  const text = document.querySelector(".sheet .text:not(.diff)");
  const link = document.querySelector("[data-new-thread]");
  const quote = document.querySelector("[data-quoting] [name=quote]");
  if (!text || !(link || quote)) return;

  const marked = () => {
    const selection = document.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const isInText = Boolean(range) && text.contains(range.commonAncestorContainer);
    // What stands behind words neither covers the next line now nor gets in among them.
    text.classList.toggle("marking", isInText);
    const words = isInText ? selection.toString().trim() : "";
    return words && words.length <= MOST ? { words, box: range.getBoundingClientRect() } : null;
  };

  const here = document.createElement("a");
  here.className = "btn btn-primary btn-sm comment-here";
  here.textContent = "Comment on this";
  here.hidden = true;
  // Beside the text in the order of the page, so that Tab leads to it.
  text.after(here);

  const offer = () => {
    const found = marked();
    here.hidden = !found;
    if (!found) return;
    here.href = `${link.href}?${new URLSearchParams({ quote: found.words })}`;
    const base = here.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    here.style.left = `${Math.max(found.box.left - base.left, 8)}px`;
    here.style.top = `${found.box.bottom - base.top + 6}px`;
  };

  const fill = () => {
    const found = marked();
    if (!found) return;
    quote.value = found.words;
    quote.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Words that take the focus where a mouse presses could not be marked from their first letter
  // on; the pointer shows what stands behind them without it.
  text.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse") return;
    setTimeout(() => {
      if (document.activeElement.matches(".has-about")) document.activeElement.blur();
    });
  });
  document.addEventListener("selectionchange", () => (quote ? fill() : offer()));
})();
