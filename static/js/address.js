// Province, city, district: each choice fetches the next list. Without it the form's own button
// brings the next list from the server.
//   <div data-regions="/regions"> <select data-level="0">…</select> <select data-level="1">… </div>
//   GET /regions?parent=410000  →  [{"code": "410100", "name": "郑州市"}, …]
(function () {
  "use strict";
  document.querySelectorAll("[data-regions]").forEach(function (group) {
    var url = group.getAttribute("data-regions");
    var lists = Array.prototype.slice.call(group.querySelectorAll("select[data-level]"));
    var asked = 0;
    group.querySelectorAll("[data-without-script]").forEach(function (el) { el.hidden = true; });

    function empty(from) {
      lists.slice(from).forEach(function (list) {
        while (list.options.length > 1) list.remove(1);
        list.value = "";
        list.disabled = true;
      });
    }

    function fill(list, rows) {
      rows.forEach(function (row) { list.add(new Option(row.name, row.code)); });
      list.disabled = !rows.length;
    }

    lists.forEach(function (list, level) {
      list.addEventListener("change", function () {
        var next = lists[level + 1], mine = ++asked;
        empty(level + 1);
        if (!next || !list.value) return;
        fetch(url + "?parent=" + encodeURIComponent(list.value), { credentials: "same-origin" })
          .then(function (r) { return r.ok ? r.json() : []; })
          .then(function (rows) { if (mine === asked) { fill(next, rows); if (rows.length) next.focus(); } })
          .catch(function () { if (mine === asked) next.disabled = false; });
      });
    });
    lists.forEach(function (list, level) { if (level && list.options.length < 2) list.disabled = true; });
  });
})();
