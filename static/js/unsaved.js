// Forms with data-unsaved: asks before typed words are left behind, and sends each form once.
(function () {
  "use strict";
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    let dirty = false;
    let sending = false;
    form.addEventListener("input", () => { dirty = true; });
    form.addEventListener("change", () => { dirty = true; });
    form.addEventListener("submit", (event) => {
      if (sending) { event.preventDefault(); return; }
      sending = true;
      dirty = false;
      form.setAttribute("aria-busy", "true");
    });
    addEventListener("pageshow", () => { sending = false; form.removeAttribute("aria-busy"); });
    addEventListener("beforeunload", (event) => {
      if (!dirty) { return; }
      event.preventDefault();
      event.returnValue = form.dataset.unsaved;
    });
  }
})();
