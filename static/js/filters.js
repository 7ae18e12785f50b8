// The list's filters. A ticked box is applied at once: on wide screens beside the goods, on phones in
// a sheet that stays open and keeps count. What htmx replaces keeps its opened parts and its focus;
// a screen reader hears how many goods are left. The form and the sheet work without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  var wide = window.matchMedia("(min-width: 1024px)");
  var kept = null, opener = null, sending = null, asked = {};

  function side() { return document.getElementById("filters"); }
  function isSheet() { return root.classList.contains("has-drawer"); }

  // -- the sheet on phones ------------------------------------------------------------------
  function dress() {
    var aside = side();
    if (!aside) return;
    if (isSheet()) {
      aside.setAttribute("role", "dialog");
      aside.setAttribute("aria-modal", "true");
    } else {
      aside.removeAttribute("role");
      aside.removeAttribute("aria-modal");
    }
  }

  function openSheet(from) {
    opener = from.id;
    root.classList.add("has-drawer");
    dress();
    document.getElementById("filters-h").focus();
  }

  function closeSheet() {
    if (!isSheet()) return;
    root.classList.remove("has-drawer");
    dress();
    var back = document.getElementById(opener);
    if (back) back.focus();
  }

  function walled(event) { // Tab stays inside the sheet
    var inside = Array.prototype.filter.call(
      side().querySelectorAll("a[href], button, input:not([type=hidden]), summary"),
      function (e) { return e.getClientRects().length; });
    var first = inside[0], last = inside[inside.length - 1], at = document.activeElement;
    if (event.shiftKey && (at === first || !side().contains(at) || at.id === "filters-h")) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && at === last) {
      event.preventDefault();
      first.focus();
    }
  }

  document.addEventListener("click", function (event) {
    var open = event.target.closest("[data-drawer-open]");
    if (open) { event.preventDefault(); openSheet(open); return; }
    if (!isSheet()) return;
    if (event.target.closest("[data-drawer-close], .drawer__foot button")) {
      event.preventDefault(); // every box has been applied already
      closeSheet();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (!isSheet()) return;
    if (event.key === "Escape") closeSheet();
    else if (event.key === "Tab") walled(event);
  });
  wide.addEventListener("change", function () { if (wide.matches) closeSheet(); });

  // -- applied at once ----------------------------------------------------------------------
  function applies() { return wide.matches || isSheet(); }

  function send(form) {
    window.clearTimeout(sending);
    sending = window.setTimeout(function () { form.requestSubmit(); }, 0);
  }

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-filters]"), range = event.target.closest(".facet__range");
    if (!form || event.target.matches("[data-facet-find]") || !applies()) return;
    if (range) range.dataset.changed = "";
    else send(form);
  });
  // A range is sent when both of its ends have been left, not between them.
  document.addEventListener("focusout", function (event) {
    var range = event.target.closest(".facet__range[data-changed]");
    if (!range || range.contains(event.relatedTarget) || !applies()) return;
    delete range.dataset.changed;
    send(range.closest("form"));
  });
  // Enter changes a price and sends the form: once is enough.
  document.addEventListener("submit", function (event) {
    window.clearTimeout(sending);
    event.target.querySelectorAll("[data-changed]").forEach(function (r) { delete r.dataset.changed; });
  }, true);
  document.addEventListener("htmx:configRequest", function () {
    asked = {}; // what stands in the lines now: what is typed after this must survive the answer
    side().querySelectorAll("input.input").forEach(function (line) { asked[line.id] = line.value; });
  });
  // An empty field is no filter, and needs no place in the URL: whether htmx sends the form or,
  // before htmx is ready, the browser.
  document.addEventListener("formdata", function (event) {
    if (!event.target.matches("form[data-filters]")) return;
    Array.from(event.formData.entries()).forEach(function (pair) {
      if (/^(min|max|find_\w+)$/.test(pair[0]) && pair[1] === "") event.formData.delete(pair[0]);
    });
  });

  // -- what a refresh keeps -----------------------------------------------------------------
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target.id !== "listing") return;
    var aside = side(), opened = {};
    aside.querySelectorAll("details[data-facet], details[data-more]").forEach(function (d) {
      opened[d.dataset.facet || "more " + d.dataset.more] = d.open;
    });
    var at = document.activeElement;
    kept = {
      opened: opened,
      at: at.id,
      typed: at.id in asked && asked[at.id] !== at.value ? at.value : null,
      scrolled: aside.scrollTop,
      held: event.detail.target.contains(at),
    };
  });
  document.addEventListener("htmx:afterSwap", function () {
    var listing = document.getElementById("listing");
    if (!kept || !listing) return;
    side().querySelectorAll("details[data-facet], details[data-more]").forEach(function (d) {
      var was = kept.opened[d.dataset.facet || "more " + d.dataset.more];
      if (was !== undefined) d.open = was;
    });
    dress();
    side().scrollTop = kept.scrolled;
    if (kept.held) {
      var same = kept.at && document.getElementById(kept.at);
      var next = same || document.getElementById(isSheet() ? "filters-h" : "listing-h");
      if (document.activeElement !== next) next.focus({ preventScroll: true });
      if (same && kept.typed !== null) same.value = kept.typed;
    }
    var centers = new URLSearchParams(window.location.search).getAll("center");
    document.querySelectorAll(".searchline__here input").forEach(function (box) {
      box.checked = centers.indexOf(box.value) >= 0; // the search line says the same as the list
    });
    document.title = listing.dataset.title;
    document.getElementById("listing-heard").textContent = listing.dataset.heard;
    kept = null;
  });

  // Whoever presses Back twice while the page loads moves the address on before htmx listens: the
  // list would stand under another one's address.
  document.addEventListener("DOMContentLoaded", function () {
    var loaded = window.performance.getEntriesByType("navigation")[0];
    if (loaded && new URL(loaded.name).search !== window.location.search) window.location.reload();
  });
})();
