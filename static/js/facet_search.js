// The search line inside a long facet: its boxes are asked for anew while one types. The server knows
// names in both languages, pinyin and initials. Without this file the line is sent with the form.
(function () {
  "use strict";
  var WAIT = 150;
  var timer = null, asking = null;

  function ask(line) {
    var facet = line.dataset.facetFind, form = line.form;
    var asked = new URLSearchParams(new FormData(form));
    asked.set("part", facet);
    if (asking) asking.abort();
    var mine = asking = new AbortController();
    fetch(form.action + "?" + asked, { signal: mine.signal, credentials: "same-origin" })
      .then(function (r) { return r.ok ? r.text() : null; })
      .then(function (html) {
        var place = line.closest("[data-facet]").querySelector("[data-facet-values]");
        if (mine !== asking || html === null) return;
        place.innerHTML = html;
      })
      .catch(function () { /* aborted, or offline: the boxes stay as they are */ });
  }

  document.addEventListener("input", function (event) {
    if (!event.target.matches("[data-facet-find]") || event.isComposing) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT, event.target);
  });
  document.addEventListener("compositionend", function (event) {
    if (event.target.matches("[data-facet-find]")) event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-facet-find]")) return;
    event.preventDefault(); // the boxes are there already; Enter would reload the list
    window.clearTimeout(timer);
    ask(event.target);
  });
})();
