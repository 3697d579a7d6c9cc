// Lists of claims by keyboard: j and k walk, Enter opens (it is a link), x chooses, Shift with x chooses a range. Without this
// file boxes, links and buttons do the same.
(() => {
  "use strict";

  const form = document.getElementById("choose");
  if (!form) return;
  const rows = [...form.querySelectorAll(".queue-row")];
  const link = (row) => row.querySelector("a[href]");
  const box = (row) => row.querySelector(".pick input");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  let anchor = -1;
  let last = 0;
  form.addEventListener("focusin", () => { last = here() < 0 ? last : here(); });

  const go = (by) => {
    const row = rows[here() < 0 ? last : Math.min(Math.max(here() + by, 0), rows.length - 1)];
    link(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const chosen = form.querySelector("#chosen");
  const tell = (aloud) => {
    if (!chosen) return;
    const number = rows.filter((row) => box(row)?.checked).length;
    const whole = form.querySelector(".whole input").checked;
    if (whole) chosen.textContent = chosen.dataset.whole;
    else if (number) chosen.textContent = number === 1 ? chosen.dataset.one : chosen.dataset.many.replace("{n}", number);
    if (aloud && (whole || number)) document.getElementById("live").textContent = chosen.textContent;
  };

  const choose = (index, { range, value }) => {
    const from = range && anchor >= 0 ? anchor : index;
    rows.slice(Math.min(from, index), Math.max(from, index) + 1).forEach((row) => {
      if (box(row)) box(row).checked = value;
    });
    anchor = index;
    tell(true);
  };

  form.addEventListener("click", (event) => {
    const row = event.target.matches(".pick input") && event.target.closest(".queue-row");
    if (row) choose(rows.indexOf(row), { range: event.shiftKey, value: event.target.checked });
  });
  form.addEventListener("change", () => tell(true));

  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target)) return void go(0);
    if (form.dataset.shortcuts !== "on" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const index = here();
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "x" && index >= 0 && box(rows[index])) choose(index, { range: event.shiftKey, value: event.shiftKey || !box(rows[index]).checked });
    else if (key === "n" && form.querySelector(".choose-bar")?.checkVisibility()) form.querySelector("#choose-note").focus();
    else return;
    event.preventDefault();
  });

  const first = rows.find((row) => box(row)?.checked);
  if (first) link(first).focus();
  const wrong = form.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();
  tell(false);
})();
