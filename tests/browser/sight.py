"""Looking at a page the way people see it: in daylight, at night, on a small phone, and through a screen reader's eyes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
WIDE, PHONE, SMALL = (1440, 900), (390, 844), (320, 640)

# What is wider than its box, in words: the page itself, or one of the panes that scroll by themselves.
TOO_WIDE = """() => {
  const boxes = [document.documentElement, ...document.querySelectorAll('.text-pane, .card-pane, .claims-body, .panel, .table')];
  const end = (box) => box.getBoundingClientRect().left + box.clientWidth + 1;
  const outside = (box) => [...box.querySelectorAll('*')].find((part) => part.getBoundingClientRect().right > end(box));
  return boxes
    .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).display !== 'none')
    .map((box) => `${box.tagName.toLowerCase()}.${box.className} is ${box.scrollWidth} px wide in ${box.clientWidth}, see `
      + outside(box)?.outerHTML.slice(0, 90));
}"""


def show(page: Page, size: tuple[int, int], scheme: Literal["light", "dark"] = "light") -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)


@dataclass
class Findings:
    """What is wrong with the pages looked at so far, each in one line."""

    lines: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str) -> None:
        """Look at the page as it stands, in every way; nothing is reloaded or pressed."""
        page.evaluate(AXE)
        for size, scheme in ((WIDE, "light"), (WIDE, "dark"), (SMALL, "light"), (SMALL, "dark")):
            show(page, size, "dark" if scheme == "dark" else "light")
            self.lines += [f"{name}, {scheme} at {size[0]} px: {said(found)}" for found in page.evaluate(RUN)]
        for size in (SMALL, PHONE):
            show(page, size)
            self.lines += [f"{name} at {size[0]} px: {line}" for line in page.evaluate(TOO_WIDE)]
        show(page, WIDE)

    def report(self) -> str:
        return "\n".join(["the pages have faults:", *self.lines])


def said(violation: dict[str, Any]) -> str:
    """One violation with its first places."""
    places = "; ".join(f"{node['target']} {node['html'][:120]}" for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['help']}): {places}"
