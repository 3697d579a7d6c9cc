// The editor's page of a claim: words selected in the paragraph choose the first and the last word of the form below it.
(() => {
  "use strict";

  const area = document.querySelector("#passage-words");
  const from = document.querySelector("#id_start");
  const to = document.querySelector("#id_end");
  if (!area || !from || !to) return;
  const offset = Number(area.dataset.offset);

  // The form counts code points, a text field counts UTF-16 units.
  const toPoints = (units) => offset + [...area.value.slice(0, units)].length;
  const toUnits = (points) => [...area.value].slice(0, points - offset).join("").length;

  const choose = () => {
    if (area.selectionStart === area.selectionEnd) return;
    const start = toPoints(area.selectionStart);
    const end = toPoints(area.selectionEnd);
    const firsts = [...from.options].map((option) => Number(option.value));
    const lasts = [...to.options].map((option) => Number(option.value));
    const first = firsts.findLastIndex((value) => value <= start);
    const last = lasts.findIndex((value) => value >= end);
    from.selectedIndex = Math.max(first, 0);
    to.selectedIndex = last < 0 ? lasts.length - 1 : last;
  };

  const show = () => area.setSelectionRange(toUnits(Number(from.value)), toUnits(Number(to.value)));

  // A read-only field has no cursor to move with the arrow keys; this one has, and takes no letter.
  area.readOnly = false;
  area.setAttribute("aria-readonly", "true");
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  area.addEventListener("select", choose);
  from.addEventListener("change", show);
  to.addEventListener("change", show);
  show();
})();
