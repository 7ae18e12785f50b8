/* A page that keeps itself up to date: every [data-refresh] seconds its [data-refresh-part]s are fetched anew and put
   in place. Focus, ticked rows ([data-row]) and the row in sight stay where they are. It waits while the tab is
   hidden, somebody types, a menu is open or text is selected, and stops once the page answers otherwise (signed out). */
(() => {
  const page = document.querySelector("[data-refresh]");
  if (!page) return;
  const state = page.querySelector("[data-refresh-state]");
  const status = page.querySelector("[data-refresh-status]");
  const parts = () => [...page.querySelectorAll("[data-refresh-part]")];
  const shown = new Map(parts().map((part) => [part.dataset.refreshPart, part.innerHTML]));
  let touched = false;
  let timer = 0;

  const say = (name) => { state.textContent = page.dataset[name]; };

  function isBusy() {
    const here = document.activeElement;
    return touched
      || page.querySelector("details.pop[open]")
      || document.querySelector("dialog[open]")
      || here?.matches("input:not([type=checkbox]), select, textarea")
      || !getSelection().isCollapsed;
  }

  // how to find again what has the focus: by its row and its place in it, or by where it leads
  function focusKey() {
    const here = document.activeElement;
    const part = here?.closest("[data-refresh-part]");
    if (!part) return null;
    const row = here.closest("[data-row]");
    if (!row) return () => [...page.querySelectorAll("[data-refresh-part] a")].find((a) => a.href === here.href);
    const name = row.dataset.row;
    const place = focusable(row).indexOf(here);
    return () => rowNamed(name) && focusable(rowNamed(name))[place];
  }

  const focusable = (row) => [...row.querySelectorAll("a[href], input, button")];
  const rowNamed = (name) => page.querySelector(`[data-row="${CSS.escape(name)}"]`);

  function anchorRow() {
    const focused = document.activeElement?.closest("[data-row]");
    return focused || [...page.querySelectorAll("[data-row]")].find((row) => row.getBoundingClientRect().top > 60);
  }

  function put(fresh) {
    const focus = focusKey();
    const ticked = [...page.querySelectorAll("[data-row] input:checked")].map((box) => box.closest("[data-row]").dataset.row);
    const anchor = anchorRow();
    const before = anchor?.getBoundingClientRect().top;
    for (const part of parts()) {
      const next = fresh.querySelector(`[data-refresh-part="${CSS.escape(part.dataset.refreshPart)}"]`);
      if (!next || next.innerHTML === shown.get(part.dataset.refreshPart)) continue;
      shown.set(part.dataset.refreshPart, next.innerHTML);
      part.replaceChildren(...next.childNodes);
    }
    for (const name of ticked) {
      const box = rowNamed(name)?.querySelector("input[type=checkbox]");
      if (box) box.checked = true;
    }
    focus?.()?.focus({ preventScroll: true });
    const after = anchor && rowNamed(anchor.dataset.row)?.getBoundingClientRect().top;
    if (after !== undefined && after !== null) scrollBy({ top: after - before, behavior: "instant" });
    // read aloud only what is news
    if (document.title !== fresh.title) status.textContent = document.title = fresh.title;
  }

  async function refresh() {
    if (document.hidden) return;
    if (isBusy()) return say("refreshPaused");
    try {
      const answer = await fetch(location.href, { headers: { "X-Page-Refresh": "1" } });
      if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (isBusy()) return say("refreshPaused");
      put(fresh);
      say("refreshOn");
    } catch (error) {
      say("refreshOff");
      if (!(error instanceof TypeError)) clearInterval(timer); // a lost line comes back, a lost session does not
    }
  }

  page.addEventListener("input", (event) => {
    if (!event.target.matches("[type=checkbox]")) touched = true;
  });
  page.addEventListener("submit", () => { touched = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) touched = false; });
  document.addEventListener("visibilitychange", refresh);
  timer = setInterval(refresh, Number(page.dataset.refresh) * 1000);
  say("refreshOn");
})();
