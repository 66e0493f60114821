// Facts and clauses into the text. Without this script the tokens are there to be typed or copied.
//   [data-offers]        the panel; Alt+I opens it and goes to its search
//   [data-insert]        puts its token where the cursor was
//   [data-offer]         one fact or clause, found by the words of this attribute
(() => {
  "use strict";
  const panel = document.querySelector("[data-offers]");
  if (!panel) return;
  const search = panel.querySelector("input[type=search]");
  const none = panel.querySelector("[data-none]");
  const offers = [...panel.querySelectorAll("[data-offer]")];
  const takesTokens = (field) => field?.matches?.("textarea[name=lead], textarea[name^=text_]");
  let place = document.querySelector("textarea[name=lead]");

  const insert = (token) => {
    if (!place) return;
    place.focus();
    // The browser's own insertion can be undone with Ctrl+Z; the other way is for those without.
    if (!document.execCommand("insertText", false, token)) {
      place.setRangeText(token, place.selectionStart, place.selectionEnd, "end");
      place.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const offer of offers) offer.hidden = !words.every((word) => offer.dataset.offer.includes(word));
    none.hidden = offers.some((offer) => !offer.hidden);
  };

  document.addEventListener("focusin", (event) => {
    if (takesTokens(event.target)) place = event.target;
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.code !== "KeyI") return;
    event.preventDefault();
    panel.open = true;
    search.focus();
    search.select();
  });
  panel.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-insert]");
    if (chosen) insert(chosen.dataset.insert);
  });
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") place?.focus();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = offers.find((offer) => !offer.hidden);
    if (first) insert(first.querySelector("[data-insert]").dataset.insert);
  });
})();
