// Conveniences that pages do without: copying the address or the table, a picture as PNG, "/" to search.
(function () {
  "use strict";
  const said = document.querySelector("[data-copied]");
  const tell = (words) => { if (said) said.textContent = words; };
  const copied = (promise, words) => promise.then(() => tell(words), () => tell("This browser does not let pages copy."));

  document.addEventListener("keydown", (event) => {
    const field = document.getElementById("search");
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && field && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  const opened = document.querySelector(".cell[aria-current]");
  if (opened) {
    const box = opened.closest(".scroll");
    const over = opened.getBoundingClientRect().right - box.getBoundingClientRect().right;
    if (over > 0) box.scrollLeft += over + 24;
  }

  const share = document.querySelector("[data-copy-address]");
  if (share && navigator.clipboard) {
    share.addEventListener("click", (event) => {
      event.preventDefault();
      copied(navigator.clipboard.writeText(location.href), "Address copied.");
    });
  }

  const shownTable = document.querySelector("main .scroll table");
  const copyTable = document.querySelector("[data-copy-table]");
  if (copyTable && shownTable && navigator.clipboard && window.ClipboardItem) {
    copyTable.hidden = false;
    copyTable.addEventListener("click", () => {
      const words = (cell) => cell.innerText.trim().replace(/\s+/g, " ");
      const text = [...shownTable.rows].map((row) => [...row.cells].map(words).join("\t")).join("\n");
      const item = new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([shownTable.outerHTML], { type: "text/html" }),
      });
      copied(navigator.clipboard.write([item]), "Table copied.");
    });
  }

  const png = document.querySelector("[data-png]");
  if (png) {
    png.hidden = false;
    png.addEventListener("click", () => {
      const picture = new Image();
      picture.addEventListener("load", () => {
        const canvas = document.createElement("canvas");
        canvas.width = picture.naturalWidth * 2;
        canvas.height = picture.naturalHeight * 2;
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => {
          const link = document.createElement("a");
          link.href = URL.createObjectURL(blob);
          link.download = png.dataset.png.split("?")[0].slice(1).replace(".svg", ".png");
          link.click();
          URL.revokeObjectURL(link.href);
        });
      });
      picture.src = png.dataset.png;
    });
  }
})();
