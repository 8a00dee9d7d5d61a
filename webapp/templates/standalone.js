"use strict";
(() => {
  const stage = document.getElementById("network");
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = [...document.querySelectorAll("tbody tr")];
  const finder = document.getElementById("finder");
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const fills = { partner: "--accent", action: "--action", outcome: "--ochre", place: "--quiet" };
  const dashes = { proposed: [8, 6], ended: [8, 6], purpose: [8, 6], candidate: [2, 4] };
  const strokes = { proposed: "--ochre", candidate: "--ochre" };

  const draw = () => {
    const nodes = data.nodes.map((node) => ({
      id: node.id, label: node.label, shape: node.shape, x: node.x, y: node.y, size: 9, color: colour(fills[node.group]),
      font: { color: colour("--ink"), size: 12, face: "sans-serif" },
    }));
    const edges = data.edges.map((edge) => ({
      id: edge.id, from: edge.from, to: edge.to, arrows: "", width: 1.5, dashes: dashes[edge.style] || false,
      color: { color: colour(strokes[edge.style] || "--action") },
    }));
    const network = new vis.Network(stage, { nodes, edges }, {
      physics: false, interaction: { hover: true }, edges: { smooth: false },
    });
    network.on("click", (event) => {
      if (event.nodes.length) show((row) => [row.dataset.from, row.dataset.to].includes(event.nodes[0]));
      else if (event.edges.length) show((row) => row.dataset.link === event.edges[0]);
    });
    stage.dataset.drawn = String(nodes.length);
  };

  const show = (wanted) => {
    let count = 0;
    for (const row of rows) {
      row.hidden = !wanted(row);
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = count === rows.length ? `${count} links` : `${count} of ${rows.length} links`;
  };

  finder.hidden = false;
  words.addEventListener("input", () => {
    const text = words.value.trim().toLowerCase();
    show((row) => row.textContent.toLowerCase().includes(text));
  });
  finder.addEventListener("reset", () => show(() => true));
  finder.addEventListener("submit", (event) => event.preventDefault());
  draw();
})();
