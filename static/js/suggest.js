// Suggestions under the search line: an ARIA combobox over the server's fragment of links.
// `data-suggest` names the address; its answer to ?q= is HTML: `.suggest__group`s of <a href>.
// The form works without it. Nothing is asked while an input method is composing; an older question
// is called off, and an older answer never replaces a newer one. What was searched for lately stays
// on this device (localStorage) and is never sent anywhere.
(function () {
  "use strict";
  var WAIT = 120, MOST_RECENT = 8, KEY = "recent-searches";
  var serial = 0;

  var recent = {
    all: function () {
      try {
        var kept = JSON.parse(window.localStorage.getItem(KEY)) || [];
        return kept.filter(function (t) { return typeof t === "string" && t; }).slice(0, MOST_RECENT);
      } catch (fault) { return []; }
    },
    keep: function (text) {
      text = text.trim().slice(0, 64);
      if (!text) return;
      var rest = recent.all().filter(function (t) { return t !== text; });
      try { window.localStorage.setItem(KEY, JSON.stringify([text].concat(rest).slice(0, MOST_RECENT))); }
      catch (fault) { /* a private window keeps nothing */ }
    },
    clear: function () {
      try { window.localStorage.removeItem(KEY); } catch (fault) { /* nothing was kept */ }
    },
  };

  function element(tag, attributes) {
    var made = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  function setUp(form) {
    var box = form.querySelector("input[type=search]"), words = form.dataset;
    var id = "suggest-" + (++serial);
    var sheet = element("div", { class: "suggest suggest--open" });
    var list = element("div", { id: id, role: "listbox", "aria-label": box.getAttribute("aria-label") });
    var foot = element("div", { class: "suggest__foot" });
    var clear = element("button", { type: "button" });
    var heard = element("p", { class: "vh", role: "status" });
    var shown = null, serialAsked = 0, asking = null, timer = null, at = -1, composing = false;

    clear.textContent = words.recentClear;
    foot.appendChild(clear);
    sheet.append(list, foot);
    sheet.hidden = true;
    form.append(sheet, heard);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", id);

    function options() { return list.querySelectorAll("[role=option]"); }

    function close() {
      sheet.hidden = true;
      at = -1;
      heard.textContent = "";
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }

    function open() {
      var all = options();
      if (!all.length) return close();
      all.forEach(function (o) { o.setAttribute("aria-selected", "false"); });
      at = -1;
      box.removeAttribute("aria-activedescendant");
      sheet.hidden = false;
      box.setAttribute("aria-expanded", "true");
      heard.textContent = words.heard.replace("0", all.length);
    }

    function mark(to) { // one step past either end is the box itself
      var all = options(), places = all.length + 1;
      at = (to + 1 + places) % places - 1;
      all.forEach(function (o, i) { o.setAttribute("aria-selected", i === at ? "true" : "false"); });
      if (at < 0) return box.removeAttribute("aria-activedescendant");
      box.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    }

    function dress() {
      list.querySelectorAll("a[href]").forEach(function (a, i) {
        a.id = id + "-" + i;
        a.setAttribute("role", "option");
        a.setAttribute("aria-selected", "false");
        a.tabIndex = -1;
      });
    }

    function showRecent() {
      var kept = recent.all();
      list.textContent = "";
      foot.hidden = false;
      if (!kept.length) return close();
      var group = element("div", { class: "suggest__group", role: "group", "aria-label": words.recent });
      var head = element("p", { class: "suggest__h", "aria-hidden": "true" });
      head.textContent = words.recent;
      group.appendChild(head);
      kept.forEach(function (text) {
        var link = element("a", { href: form.action + "?q=" + encodeURIComponent(text), "data-words": text });
        var icon = form.querySelector("template").content.cloneNode(true), name = element("span", {});
        name.textContent = text;
        link.append(icon, name);
        group.appendChild(link);
      });
      list.appendChild(group);
      dress();
      open();
    }

    function show(html) {
      list.innerHTML = html;
      foot.hidden = true;
      dress();
      open();
    }

    function ask() {
      var text = box.value.trim();
      if (composing || text === shown) return;
      var mine = ++serialAsked;
      if (asking) asking.abort();
      shown = text;
      if (!text) { asking = null; return showRecent(); }
      asking = new AbortController();
      fetch(words.suggest + "?q=" + encodeURIComponent(text), {
        headers: { "X-Requested-With": "fetch", Accept: "text/html" },
        credentials: "same-origin",
        signal: asking.signal,
      })
        .then(function (r) { return r.ok ? r.text() : ""; })
        .then(function (html) {
          if (mine !== serialAsked) return;
          if (document.activeElement === box) show(html);
          else shown = null; // asked again when one comes back
        })
        .catch(function (fault) {
          if (mine !== serialAsked || fault.name === "AbortError") return;
          shown = null;
          close();
        });
    }

    function later() {
      window.clearTimeout(timer);
      if (!composing) timer = window.setTimeout(ask, WAIT);
    }

    box.addEventListener("compositionstart", function () { composing = true; window.clearTimeout(timer); });
    box.addEventListener("compositionend", function () { composing = false; later(); });
    box.addEventListener("input", later);
    box.addEventListener("focus", function () {
      var text = box.value.trim();
      if (!text) { shown = ""; showRecent(); } else if (text === shown) open();
    });
    box.addEventListener("keydown", function (ev) {
      if (ev.isComposing || composing) return;
      var all = options();
      if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
        if (!all.length) return;
        ev.preventDefault();
        if (sheet.hidden) open();
        mark(ev.key === "ArrowDown" ? at + 1 : at - 1);
      } else if (ev.key === "Escape" && !sheet.hidden) {
        ev.preventDefault();
        close();
      } else if (ev.key === "Enter" && !sheet.hidden && all[at]) {
        ev.preventDefault();
        all[at].click();
      }
    });
    form.addEventListener("submit", function () {
      recent.keep(box.value);
      window.clearTimeout(timer);
      if (asking) asking.abort();
    });
    list.addEventListener("click", function (ev) {
      var link = ev.target.closest("[data-words]");
      if (link) recent.keep(link.dataset.words);
    });
    clear.addEventListener("click", function () { recent.clear(); showRecent(); box.focus(); });
    sheet.addEventListener("mousedown", function (ev) { ev.preventDefault(); });
    form.addEventListener("focusout", function (ev) {
      if (!form.contains(ev.relatedTarget)) window.setTimeout(function () {
        if (!form.contains(document.activeElement)) close();
      }, 150);
    });
  }

  document.querySelectorAll("form[data-suggest]").forEach(setUp);
})();
