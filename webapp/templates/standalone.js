"use strict";
(() => {
  const stage = document.getElementById("network");
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = [...document.querySelectorAll("table.links tbody tr")];
  const finder = document.getElementById("finder");
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const fills = { partner: "--accent", action: "--strong-line", outcome: "--ochre", place: "--quiet" };
  const strokes = { proposed: "--ochre", candidate: "--ochre", confirmed: "--accent" };
  const dashes = { proposed: [8, 6], ended: [8, 6], candidate: [2, 4], purpose: [2, 6] };

  const show = (wanted) => {
    for (const row of rows) row.hidden = !wanted(row);
    shown.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} shown`;
  };

  const nodes = data.nodes.map((node) => ({
    id: node.id, label: node.label, shape: node.shape, x: node.x, y: node.y, size: 9, color: colour(fills[node.group]),
    font: { color: colour("--ink"), size: 12, face: "sans-serif" },
  }));
  const edges = data.edges.map((edge) => ({
    id: edge.id, from: edge.from, to: edge.to, arrows: "", width: 1.5, dashes: dashes[edge.style] || false,
    color: { color: colour(strokes[edge.style] || "--strong-line") },
  }));
  const options = { physics: false, interaction: { hover: true }, edges: { smooth: false } };
  const network = new vis.Network(stage, { nodes, edges }, options);
  network.on("click", (event) => {
    if (event.nodes.length) show((row) => [row.dataset.from, row.dataset.to].includes(event.nodes[0]));
    else if (event.edges.length) show((row) => row.id === event.edges[0]);
  });
  stage.dataset.drawn = String(nodes.length);

  finder.hidden = false;
  words.addEventListener("input", () => {
    const text = words.value.trim().toLowerCase();
    show((row) => row.textContent.toLowerCase().includes(text));
  });
  finder.addEventListener("reset", () => show(() => true));
  finder.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => show(() => true));
})();
