// What is dropped on the evidence of a claim, or pasted while nobody writes, goes into its fields; nothing is sent by itself.
(() => {
  "use strict";

  const area = () => document.querySelector("#evidence:has(.evidence-add)");

  const isTyping = (target) => target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

  const carries = (transfer) => transfer && ["Files", "text/uri-list"].some((type) => transfer.types.includes(type));

  const addressIn = (transfer) =>
    (transfer.getData("text/uri-list") || transfer.getData("text/plain")).split("\n").map((line) => line.trim())
      .find((line) => /^https?:\/\/\S+$/.test(line));

  // True when there was something to take: one file, or one address.
  const take = (transfer) => {
    const evidence = area();
    const [file] = transfer.files;
    const address = file ? "" : addressIn(transfer);
    if (!file && !address) return false;
    const source = evidence.querySelector("[name=evidence_source]");
    const files = evidence.querySelector("[name=evidence_file]");
    evidence.querySelector(".evidence-add").open = true;
    if (file) {
      const one = new DataTransfer();
      one.items.add(file);
      files.files = one.files;
    } else {
      source.value = address;
    }
    (file ? files : source).focus();
    return true;
  };

  document.addEventListener("dragover", (event) => {
    const over = area()?.contains(event.target) && carries(event.dataTransfer);
    area()?.toggleAttribute("data-over", Boolean(over));
    if (over) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    area()?.removeAttribute("data-over");
    if (!area()?.contains(event.target) || !carries(event.dataTransfer)) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) area()?.removeAttribute("data-over");
  });
  document.addEventListener("paste", (event) => {
    if (!area() || !event.clipboardData) return;
    const inEvidence = area().contains(event.target);
    if (isTyping(event.target) && !(inEvidence && event.clipboardData.files.length)) return;
    if (take(event.clipboardData)) event.preventDefault();
  });
})();
