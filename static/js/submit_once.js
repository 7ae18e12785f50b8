// A second click on a form's button waits for the first. The server keeps the promise without it.
(function () {
  "use strict";
  document.querySelectorAll("form[data-submit-once]").forEach(function (form) {
    form.addEventListener("submit", function (ev) {
      if (form.dataset.sent) return ev.preventDefault();
      form.dataset.sent = "1";
    });
    window.addEventListener("pageshow", function () { delete form.dataset.sent; });
  });
  var errors = document.getElementById("errors");
  if (errors) errors.focus();
})();
