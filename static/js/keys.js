/* Work pages by keyboard: j and k go through the rows of [data-keys-list] where there is one, Enter opens
   the row's link, x ticks its box; [data-key] is pressed by its own key, ? shows all. Nothing while somebody types. */
(() => {
  const typing = (target) =>
    target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const links = () => [...document.querySelectorAll("[data-keys-list] [data-keys-open]")];

  function step(by) {
    const all = links();
    const row = document.activeElement.closest("tr, li");
    const at = all.findIndex((link) => link === document.activeElement || (row && row.contains(link)));
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function tick() {
    const row = document.activeElement.closest("[data-keys-list] tr, [data-keys-list] li");
    row?.querySelector("input[type=checkbox]")?.click();
  }

  function press(key) {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return false;
    if (target.matches("input")) target.focus();
    else target.click();
    return true;
  }

  function closeMenus() {
    for (const menu of document.querySelectorAll("details[name=wbpop][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return closeMenus();
    const help = document.getElementById("keyhelp");
    if (typing(event.target) || help?.open) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((key === "j" || key === "k") && links().length) step(key === "j" ? 1 : -1);
    else if (key === "x") tick();
    else if (key === "?") help?.showModal();
    else if (!press(key)) return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[name=wbpop][open]"))
      if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest("[data-keyhelp]")) document.getElementById("keyhelp")?.showModal();
  });
})();
