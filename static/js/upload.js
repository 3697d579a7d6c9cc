// The drop area: files that are dropped or pasted go into the file field, and their names are shown before they are sent.
(() => {
  "use strict";

  const show = (area, input) => {
    const list = area.querySelector("[data-drop-list]");
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} kB)`;
      return item;
    }));
  };

  const take = (area, input, files) => {
    const all = new DataTransfer();
    const chosen = input.multiple ? [...input.files, ...files] : [...files].slice(0, 1);
    chosen.forEach((file) => all.items.add(file));
    input.files = all.files;
    show(area, input);
  };

  const carriesFiles = (transfer) => transfer && [...transfer.types].includes("Files");

  document.querySelectorAll("[data-drop]").forEach((area) => {
    const input = area.querySelector("input[type=file]");
    input.addEventListener("change", () => show(area, input));
    area.addEventListener("dragover", (event) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      area.dataset.over = "";
    });
    area.addEventListener("dragleave", () => delete area.dataset.over);
    area.addEventListener("drop", (event) => {
      delete area.dataset.over;
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      take(area, input, event.dataTransfer.files);
    });
    area.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      take(area, input, event.clipboardData.files);
    });
  });
})();
