// Province, city and district follow each other. Without it a button shows the next choices.
(function () {
  "use strict";
  var part = document.querySelector("[data-regions]");
  if (!part || !window.fetch) return;
  var selects = ["province", "city", "district"].map(function (name) { return part.querySelector("[name=" + name + "]"); });
  var step = part.querySelector("[data-regions-step]");
  if (selects.indexOf(null) > -1) return;
  if (step) step.remove();

  function empty(select) {
    while (select.options.length > 1) select.remove(1);
    select.value = "";
    select.dispatchEvent(new Event("change"));
  }

  function fill(select, code) {
    return fetch(part.getAttribute("data-regions").replace("CODE", code), { credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : { regions: [] }; })
      .then(function (data) {
        empty(select);
        data.regions.forEach(function (region) { select.add(new Option(region[1], region[0])); });
        if (data.regions.length === 1) {
          select.value = data.regions[0][0];
          select.dispatchEvent(new Event("change", { bubbles: true }));
        }
      });
  }

  selects.slice(0, 2).forEach(function (select, i) {
    var before = select.value;
    select.addEventListener("change", function () {
      if (select.value === before) return; // chosen again: what hangs on it stays
      before = select.value;
      selects.slice(i + 1).forEach(empty);
      if (select.value) fill(selects[i + 1], select.value);
    });
  });
})();
