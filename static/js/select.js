// Editors select words in the article's text and make a claim of them, or the bounds of the open one. The editor's page of a
// claim does the same for the keyboard and without this file.
(() => {
  "use strict";

  const bar = () => document.querySelector("#selection-bar");
  const NOT_TEXT = ".sr-only, .mark-number, .link-mark, .embed-head";

  // Code points of the passage's own text before a point in the page; what was put in for readers and print does not count.
  const pointsBefore = (passage, node, offset) => {
    const range = document.createRange();
    range.setStart(passage, 0);
    range.setEnd(node, offset);
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let points = 0;
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!range.intersectsNode(text)) break;
      if (text.parentElement.closest(NOT_TEXT)) continue;
      const until = text === node ? offset : text.data.length;
      if (text !== node && range.comparePoint(text, text.data.length) > 0) continue;
      points += [...text.data.slice(0, until)].length;
      if (text === node) break;
    }
    return points;
  };

  const passageOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#text .passage");

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
    const range = selection.getRangeAt(0);
    const passage = passageOf(range.startContainer);
    if (!passage || passage !== passageOf(range.endContainer)) return null;
    const offset = Number(passage.dataset.start);
    return {
      start: offset + pointsBefore(passage, range.startContainer, range.startOffset),
      end: offset + pointsBefore(passage, range.endContainer, range.endOffset),
    };
  };

  const offer = () => {
    const panel = bar();
    if (!panel) return;
    const words = selected();
    if (!words || words.end <= words.start) {
      if (!panel.contains(document.activeElement)) panel.hidePopover();
      return;
    }
    const { elements } = panel.querySelector("form");
    elements.start.value = words.start;
    elements.end.value = words.end;
    panel.showPopover();
  };

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 150);
  });

  // Browsers start no selection inside a link: while the button is down a mark is none.
  document.addEventListener("mousedown", (event) => {
    const mark = event.button === 0 && event.target.closest("#text .mark");
    if (!mark) return;
    const address = mark.getAttribute("href");
    mark.removeAttribute("href");
    document.addEventListener("mouseup", () => mark.setAttribute("href", address), { once: true, capture: true });
  }, true);

  // Letting go of the mouse after a selection inside a claim is no click on it.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#text .mark") || !selected()) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#selection-bar")) return;
    const card = document.querySelector("#claim-card");
    event.target.elements.version.value = document.querySelector("#review-form input[name=version]")?.value ?? "";
    if (event.submitter?.hasAttribute("data-current") && card.dataset.claim) {
      event.target.action = bar().dataset.edit.replace("/0/", `/${card.dataset.claim}/`);
    }
  });
})();
