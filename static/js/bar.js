// The person's menu is a plain <details>; this closes it again on Escape or a click elsewhere.
(() => {
  "use strict";
  const menu = document.querySelector(".me");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
