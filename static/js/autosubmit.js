// Sends a small form when its number changes. Without it the button beside it does.
(function () {
  "use strict";
  document.querySelectorAll("form[data-autosubmit]").forEach(function (form) {
    var timer;
    form.querySelectorAll("[data-autosubmit-hide]").forEach(function (button) { button.hidden = true; });
    form.addEventListener("change", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { form.requestSubmit(); }, 500);
    });
  });
})();
