// Less and more beside a quantity box. Without it the box takes a number.
(function () {
  "use strict";
  document.querySelectorAll("[data-qty]").forEach(function (qty) {
    var box = qty.querySelector("input");
    function step(by) {
      var max = parseInt(box.dataset.most, 10) || 9999;
      var to = Math.min(max, Math.max(1, (parseInt(box.value, 10) || 1) + by));
      if (String(to) === box.value) return;
      box.value = to;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    [["[data-less]", -1], ["[data-more]", 1]].forEach(function (pair) {
      var button = qty.querySelector(pair[0]);
      button.hidden = false;
      button.addEventListener("click", function () { step(pair[1]); });
    });
  });
})();
