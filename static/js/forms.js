// Small courtesies for forms. Everything works without them.
//   form[data-guard]     asks before the page is left with typing that is not saved; "unsaved": from the start
//   [data-save-note]     inside such a form: says how many fields changed
//   Ctrl/Cmd+Enter       in a field submits its form
//   .is-invalid          the first one gets the focus; without one, the error summary does
(() => {
  "use strict";
  const answers = (form) => {
    const found = new Map();
    for (const [name, value] of new FormData(form)) {
      const text = value instanceof File ? value.name : value;
      if (name !== "csrfmiddlewaretoken") found.set(name, [...(found.get(name) ?? []), text]);
    }
    return found;
  };

  const countChanged = (before, now) => {
    const names = [...new Set([...before.keys(), ...now.keys()])];
    return names.filter((name) => `${before.get(name)}` !== `${now.get(name)}`).length;
  };

  const say = (note, atRest, count) => {
    const words = count === 1 ? "1 field changed, not saved yet." : `${count} fields changed, not saved yet.`;
    note.textContent = count ? words : atRest;
  };

  const guard = (form) => {
    const before = answers(form);
    const note = form.querySelector("[data-save-note]");
    const atRest = note?.textContent;
    // A refused form holds what was typed, not what is stored.
    const refused = form.dataset.guard === "unsaved" || form.querySelector(".is-invalid") !== null;
    let submitting = false;
    const changed = () => countChanged(before, answers(form));
    form.addEventListener("input", () => note && say(note, atRest, changed()));
    form.addEventListener("submit", () => { submitting = true; });
    window.addEventListener("pageshow", () => { submitting = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!submitting && (refused || changed())) event.preventDefault();
    });
  };

  const submitByKey = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.form;
    if (form?.method !== "post") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".btn-primary[type=submit]"));
  };

  const focusFirstError = () => {
    const field = document.querySelector("main .is-invalid:not([type=hidden])");
    (field ?? document.querySelector(".error-summary"))?.focus();
  };

  document.querySelectorAll("form[data-guard]").forEach(guard);
  document.addEventListener("keydown", submitByKey);
  focusFirstError();
})();
