// Suggestions under the search line: an ARIA combobox over the server's fragment of links.
// `data-suggest` names the address; its answer to ?q= is HTML: `.suggest__group`s of <a href>.
// The form works without it. Nothing is asked while an input method is composing, and an
// older answer never replaces a newer one.
(function () {
  "use strict";
  var WAIT = 120;
  var serial = 0;

  function setUp(form) {
    var box = form.querySelector("input[type=search]");
    var list = document.createElement("div");
    var id = "suggest-" + (++serial);
    var shown = "", asked = 0, answered = 0, timer = null, at = -1, composing = false;

    list.className = "suggest suggest--open";
    list.id = id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.getAttribute("aria-label"));
    list.hidden = true;
    form.appendChild(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", id);

    function options() { return list.querySelectorAll("[role=option]"); }

    function close() {
      list.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }

    function open() {
      if (!options().length) return close();
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
    }

    function mark(to) {
      var all = options();
      if (!all.length) return;
      at = (to + all.length + 1) % (all.length + 1);
      all.forEach(function (o, i) { o.setAttribute("aria-selected", i === at ? "true" : "false"); });
      if (at < all.length) {
        box.setAttribute("aria-activedescendant", all[at].id);
        all[at].scrollIntoView({ block: "nearest" });
      } else {
        at = all.length;
        box.removeAttribute("aria-activedescendant");
      }
    }

    function show(html) {
      list.innerHTML = html;
      list.querySelectorAll("a[href]").forEach(function (a, i) {
        a.id = id + "-" + i;
        a.setAttribute("role", "option");
        a.setAttribute("aria-selected", "false");
        a.tabIndex = -1;
      });
      list.querySelectorAll(".suggest__group").forEach(function (g) { g.setAttribute("role", "group"); });
      at = -1;
      open();
    }

    function ask() {
      var text = box.value.trim();
      if (composing || text === shown) return;
      shown = text;
      if (!text) { answered = ++asked; list.innerHTML = ""; return close(); }
      var mine = ++asked;
      var url = form.getAttribute("data-suggest") + "?q=" + encodeURIComponent(text);
      fetch(url, { headers: { "X-Requested-With": "fetch", Accept: "text/html" }, credentials: "same-origin" })
        .then(function (r) { return r.ok ? r.text() : ""; })
        .then(function (html) {
          if (mine < answered) return;
          answered = mine;
          if (document.activeElement === box) show(html);
        })
        .catch(function () { if (mine >= answered) close(); });
    }

    function later() {
      if (composing) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    }

    box.addEventListener("compositionstart", function () { composing = true; });
    box.addEventListener("compositionend", function () { composing = false; later(); });
    box.addEventListener("input", later);
    box.addEventListener("focus", function () { if (box.value.trim() === shown) open(); });
    box.addEventListener("keydown", function (ev) {
      if (ev.isComposing || composing) return;
      var all = options();
      if (ev.key === "ArrowDown") { ev.preventDefault(); if (list.hidden) open(); mark(at + 1); }
      else if (ev.key === "ArrowUp") { ev.preventDefault(); mark(at < 0 ? all.length - 1 : at - 1); }
      else if (ev.key === "Escape" && !list.hidden) { ev.preventDefault(); close(); }
      else if (ev.key === "Enter" && !list.hidden && all[at]) { ev.preventDefault(); all[at].click(); }
    });
    list.addEventListener("mousedown", function (ev) { ev.preventDefault(); });
    box.addEventListener("blur", function () { window.setTimeout(close, 150); });
  }

  document.querySelectorAll("form[data-suggest]").forEach(setUp);
})();
