// On wide screens a ticked filter is applied at once; on phones several are ticked, then sent.
// The form works without this file.
(function () {
  "use strict";
  var wide = window.matchMedia("(min-width: 1024px)");
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-filters]");
    if (form && wide.matches) form.requestSubmit();
  });
  // An empty price is no filter, and needs no place in the URL.
  document.addEventListener("htmx:configRequest", function (event) {
    var sent = event.detail.parameters;
    ["min", "max"].forEach(function (name) { if (sent[name] === "") delete sent[name]; });
  });
})();
