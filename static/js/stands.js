// Stands by keyboard, and their cards without loading the page anew: zoom, filters and full screen
// stay as they are. Without it every stand is a link to the page with its card.
(function () {
  "use strict";
  var view = document.querySelector("[data-plan]"), svg = view && view.querySelector("svg");
  if (!svg) return;
  var links = Array.prototype.slice.call(svg.querySelectorAll("a.stand"));
  var phone = window.matchMedia("(max-width: 1023px)");
  var boxes = new Map(), asking = null, shown = location.search;

  function codeOf(link) { return new URL(link.href.baseVal || link.href, location.href).searchParams.get("stand"); }
  function linkOf(code) {
    return links.find(function (link) { return codeOf(link) === code; });
  }

  // -- from stand to stand ------------------------------------------------------------------
  function boxOf(link) {
    if (!boxes.has(link)) boxes.set(link, link.querySelector(".pt").getBBox());
    return boxes.get(link);
  }

  function gap(a, aSize, b, bSize) { // between two intervals; 0 where they overlap
    return Math.max(0, b - (a + aSize), a - (b + bSize));
  }

  // the nearest one in a direction; one that stands in the same row comes before one beside it
  function next(from, key) {
    var a = boxOf(from), best = null, least = Infinity;
    var level = key === "ArrowLeft" || key === "ArrowRight";
    var sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    links.forEach(function (link) {
      if (link === from) return;
      var b = boxOf(link);
      var along = level ? b.x + b.width / 2 - a.x - a.width / 2 : b.y + b.height / 2 - a.y - a.height / 2;
      if (along * sign <= 1) return;
      var aside = level ? gap(a.y, a.height, b.y, b.height) : gap(a.x, a.width, b.x, b.width);
      // overlapping by a hair is no row: the middles decide between two
      var off = level ? Math.abs(b.y + b.height / 2 - a.y - a.height / 2) : Math.abs(b.x + b.width / 2 - a.x - a.width / 2);
      var cost = Math.abs(along) + 4 * aside + off;
      if (cost < least) { least = cost; best = link; }
    });
    return best;
  }

  function reach(link) { // the one that Tab comes to
    links.forEach(function (each) { each.setAttribute("tabindex", each === link ? "0" : "-1"); });
  }

  svg.setAttribute("aria-describedby", "plan-keys");
  reach(svg.querySelector(".stand--on") || links[0]);
  svg.addEventListener("focusin", function (ev) {
    var link = ev.target.closest("a.stand");
    if (link) reach(link);
  });
  svg.addEventListener("keydown", function (ev) {
    var link = ev.target.closest("a.stand");
    if (!link || ev.ctrlKey || ev.altKey || ev.metaKey || ev.key.indexOf("Arrow") !== 0) return;
    ev.preventDefault();
    var to = next(link, ev.key);
    if (to) to.focus();
  });

  // -- the card -----------------------------------------------------------------------------
  function card() { return document.getElementById("stand"); }

  function mark(code) {
    links.forEach(function (link) {
      var on = codeOf(link) === code;
      link.classList.toggle("stand--on", on);
      if (on) { link.setAttribute("aria-current", "true"); svg.append(link); reach(link); }
      else link.removeAttribute("aria-current");
    });
    document.querySelectorAll(".dir li").forEach(function (row) {
      if (codeOf(row.querySelector("a")) === code) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
    var pin = svg.querySelector(".pin"), link = code && linkOf(code);
    pin.setAttribute("visibility", link ? "visible" : "hidden");
    if (link) {
      var box = boxOf(link);
      pin.setAttribute("transform", "translate(" + (box.x + box.width / 2) + " " + box.y + ")");
      svg.append(pin);
    }
  }

  function peek() {
    var bar = document.querySelector(".peek"), code = card().querySelector(".standcode");
    if (!bar) return;
    bar.hidden = !code;
    if (!code) return;
    code = code.cloneNode(true);
    code.classList.remove("standcode--l");
    bar.querySelector("[data-peek-code]").replaceChildren(code);
    var name = card().querySelector("h2"); // nothing is said of an empty stand nobody can apply for
    bar.querySelector("[data-peek-name]").textContent = name ? name.textContent : "";
  }

  function show(url, then) {
    var cardUrl = new URL(url);
    cardUrl.searchParams.set("part", "card");
    cardUrl.hash = "";
    if (asking) asking.abort();
    var mine = asking = new AbortController();
    fetch(cardUrl, { signal: mine.signal, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (html) {
        if (mine !== asking) return;
        var made = document.createElement("template");
        made.innerHTML = html;
        card().replaceWith(made.content.querySelector("#stand"));
        shown = new URL(url).search;
        mark(card().dataset.code);
        peek();
        then();
        document.dispatchEvent(new CustomEvent("stand:shown"));
      })
      // the address is the stand's already: going there would only scroll
      .catch(function (why) { if (why.name !== "AbortError") location.reload(); });
  }

  function openSheet() { // by its address, for each new card anew
    if (phone.matches && location.hash === "#stand") location.replace("#stand");
  }

  function opened(byKeys, from) {
    openSheet();
    if (byKeys || phone.matches) card().focus({ preventScroll: true });
    if (!phone.matches && !svg.contains(from)) card().scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", function (ev) {
    var link = ev.target.closest(".finderhall a[href*='stand='][href$='#stand'], .dir a");
    if (!link || ev.defaultPrevented || ev.button || ev.ctrlKey || ev.metaKey || ev.shiftKey) return;
    ev.preventDefault();
    var url = new URL(link.href.baseVal || link.href, location.href).href;
    history.pushState(null, "", url);
    show(url, function () { opened(ev.detail === 0, link); });
  });
  window.addEventListener("popstate", function () {
    if (location.search !== shown) show(location.href, openSheet);
  });
  document.addEventListener("keydown", function (ev) {
    if (ev.key !== "Escape" || !card().dataset.code || !card().contains(document.activeElement)) return;
    ev.preventDefault();
    if (phone.matches) location.replace("#plan");
    var link = linkOf(card().dataset.code);
    if (link) link.focus();
  });
})();
