// A visitor's favourite stands of a hall, kept on this device and shown in the page's language. Nothing
// is sent anywhere; without storage or script there is no heart to press.
(function () {
  "use strict";
  var hall = document.querySelector("[data-hall]"), box = document.querySelector("[data-favs]");
  if (!hall || !box) return;
  var KEY = "expo.favourites/" + hall.dataset.hall;
  var HEART = "M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5";
  var list = box.querySelector(".favs"), said = box.querySelector("[data-favs-said]");
  var texts = box.querySelector("[data-favs-texts]").content, rows = {}, stands = {};

  function read() {
    try {
      var codes = JSON.parse(window.localStorage.getItem(KEY) || "[]");
      return Array.isArray(codes) ? codes.filter(function (code) { return code in rows; }) : [];
    } catch (error) { return []; }
  }

  try {
    window.localStorage.setItem(KEY + "?", "");
    window.localStorage.removeItem(KEY + "?");
  } catch (error) { return; } // this browser keeps nothing

  function codeOf(link) { return new URL(link.href.baseVal || link.href, location.href).searchParams.get("stand"); }
  document.querySelectorAll(".dir a").forEach(function (link) { rows[codeOf(link)] = link; });
  document.querySelectorAll(".plan a.stand").forEach(function (link) { stands[codeOf(link)] = link; });

  function keep(code, on) {
    var codes = read().filter(function (each) { return each !== code; });
    if (on) codes.push(code);
    window.localStorage.setItem(KEY, JSON.stringify(codes.sort()));
    draw();
  }

  function tell(code, on) {
    var undo = texts.querySelector("button").cloneNode(true);
    undo.addEventListener("click", function () { keep(code, !on); said.replaceChildren(); });
    said.replaceChildren(code + " " + texts.querySelector(on ? "[data-kept]" : "[data-gone]").textContent, " ", undo);
  }

  function heart(link, on) {
    var drawn = link.querySelector(".fav");
    link.classList.toggle("stand--fav", on);
    if (!on && drawn) drawn.remove();
    if (!on || drawn) return;
    var at = link.querySelector(".pt").getBBox();
    drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawn.setAttribute("class", "fav");
    drawn.setAttribute("d", HEART);
    drawn.setAttribute("transform", "translate(" + (at.x + at.width - 20) + " " + (at.y + 3) + ") scale(.7)");
    link.append(drawn);
  }

  function row(code) {
    var line = box.querySelector("[data-favs-row]").content.cloneNode(true).firstElementChild;
    var link = rows[code].cloneNode(true), button = line.querySelector("button");
    line.prepend(link);
    button.setAttribute("aria-label", button.getAttribute("aria-label") + ": " + code);
    button.addEventListener("click", function () { keep(code, false); tell(code, false); });
    return line;
  }

  function draw() {
    var codes = read(), here = document.getElementById("stand").dataset.code;
    Object.keys(stands).forEach(function (code) { heart(stands[code], codes.indexOf(code) >= 0); });
    list.replaceChildren.apply(list, codes.sort().map(row));
    box.querySelector("[data-favs-none]").hidden = codes.length > 0;
    document.querySelector("[data-favs-count]").textContent = codes.length;
    var button = document.querySelector("[data-fav]");
    if (!button) return;
    button.hidden = !(here in rows);
    button.setAttribute("aria-pressed", String(codes.indexOf(here) >= 0));
  }

  var light = document.querySelector("[data-favs-light]");
  light.hidden = box.hidden = false;
  light.addEventListener("click", function () {
    var on = hall.classList.toggle("favs-lit");
    light.classList.toggle("is-on", on);
    light.setAttribute("aria-pressed", String(on));
    if (on) box.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("click", function (ev) {
    var button = ev.target.closest("[data-fav]");
    if (!button) return;
    var code = document.getElementById("stand").dataset.code, on = button.getAttribute("aria-pressed") !== "true";
    keep(code, on);
    tell(code, on);
  });
  document.addEventListener("stand:shown", draw);
  window.addEventListener("storage", function (ev) { if (ev.key === KEY) draw(); });
  draw();
})();
