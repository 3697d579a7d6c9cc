// The command palette (Ctrl+K or Cmd+K on every page): what the page can do, the desk's pages, the claims that are shown, and the
// articles of the desk. Everything in it is a link or a button that stands somewhere else too.
(() => {
  "use strict";

  const palette = document.getElementById("palette");
  if (!palette) return;
  const input = palette.querySelector("input");
  const list = palette.querySelector("[role=listbox]");
  let chosen = 0;
  let before = null;
  let asked = "";
  let waiting = 0;
  let articles = [];

  const words = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("kbd, svg").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const isShown = (element) => element.getClientRects().length > 0;

  const actions = () =>
    [...document.querySelectorAll("main [aria-keyshortcuts]")].filter(isShown).map((element) => ({
      text: words(element),
      hint: element.getAttribute("aria-keyshortcuts").toUpperCase(),
      act: () => element.click(),
    }));
  const pages = () =>
    [...document.querySelectorAll(".top > nav a, .menu-panel > a")].map((link) => ({ text: words(link), act: () => link.click() }));
  const claims = () =>
    [...document.querySelectorAll("#claims .claim-row")].map((row) => ({
      text: words(row.querySelector("[dir]")),
      hint: row.querySelector(".meta span").textContent,
      act: () => row.click(),
    }));

  const fits = (query) => {
    const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
    return ({ text, hint = "" }) => parts.every((part) => text.toLowerCase().includes(part) || `#${hint}` === part);
  };

  const found = () => {
    const query = input.value.trim();
    const here = [...actions(), ...pages(), ...(query ? claims() : [])].filter(fits(query)).slice(0, 10);
    const search = { text: palette.dataset.search.replace("…", query), act: () => location.assign(`${palette.dataset.searchAt}?q=${encodeURIComponent(query)}`) };
    return query ? [...here, ...articles, search] : here;
  };

  const draw = () => {
    const items = found();
    chosen = Math.min(chosen, Math.max(items.length - 1, 0));
    list.replaceChildren(
      ...items.map((item, index) => {
        const option = document.createElement("li");
        option.id = `palette-${index}`;
        option.role = "option";
        option.ariaSelected = String(index === chosen);
        option.append(item.text);
        if (item.hint) option.append(Object.assign(document.createElement("kbd"), { textContent: item.hint }));
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => run(item));
        return option;
      }),
    );
    const current = list.children[chosen];
    if (current) input.setAttribute("aria-activedescendant", current.id);
    else input.removeAttribute("aria-activedescendant");
    current?.scrollIntoView({ block: "nearest" });
  };

  const run = (item) => {
    palette.hidePopover();
    item?.act();
  };

  const askForArticles = async () => {
    const query = input.value.trim();
    if (query === asked) return;
    asked = query;
    articles = [];
    if (query.length < 2) return;
    try {
      const answer = await fetch(`${palette.dataset.articlesAt}?q=${encodeURIComponent(query)}`, { redirect: "error" });
      if (!answer.ok || input.value.trim() !== query) return;
      const rows = (await answer.json()).articles;
      articles = rows.map(({ title, address }) => ({ text: title, act: () => location.assign(address) }));
      draw();
    } catch {
      // Without the desk the palette still knows what is on the page.
    }
  };

  input.addEventListener("input", () => {
    chosen = 0;
    draw();
    clearTimeout(waiting);
    waiting = setTimeout(askForArticles, 150);
  });

  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      const number = list.children.length || 1;
      chosen = (chosen + steps[event.key] + number) % number;
      draw();
    } else if (event.key === "Enter") {
      run(found()[chosen]);
    } else {
      return;
    }
    event.preventDefault();
  });

  palette.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") {
      input.focus();
    } else if (palette.contains(document.activeElement) || document.activeElement === document.body) {
      before?.focus({ preventScroll: true });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (palette.matches(":popover-open")) return palette.hidePopover();
    before = document.activeElement;
    chosen = 0;
    input.value = "";
    palette.showPopover();
    input.focus(); // at once: what is typed next belongs to it
    draw();
  });
})();
