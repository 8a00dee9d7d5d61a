/* Draws the network freely with vis-network from the data in the page; places come from the server. */
"use strict";
(() => {
  const stage = document.getElementById("force");
  const source = document.getElementById("force-data");
  if (!stage || !source || !window.vis) return;
  const data = JSON.parse(source.textContent);
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const fills = { partner: "--accent", action: "--strong-line", outcome: "--ochre", place: "--quiet" };
  const strokes = { proposed: "--ochre", candidate: "--ochre", confirmed: "--accent" };
  const dashes = { proposed: [8, 6], candidate: [2, 4], purpose: [2, 6] };
  const nodes = data.nodes.map((node) => ({ ...node, color: colour(fills[node.group]), group: undefined, font: { color: colour("--ink"), size: 14 } }));
  const edges = data.edges.map((edge) => ({
    id: edge.id, from: edge.from, to: edge.to, arrows: "", width: 1.5,
    color: colour(strokes[edge.style] || "--strong-line"), dashes: dashes[edge.style] || false,
  }));
  const options = { physics: false, autoResize: true, interaction: { hover: true }, edges: { smooth: false } };
  const network = new vis.Network(stage, { nodes, edges }, options);
  const here = new URL(location.href);
  network.on("click", (event) => {
    const node = data.nodes.find((item) => item.id === event.nodes[0]);
    if (node) location.assign(node.href);
    else if (event.edges.length) {
      for (const name of ["partner", "action", "outcome", "place", "only"]) here.searchParams.delete(name);
      here.searchParams.set("link", event.edges[0]);
      here.hash = "opened";
      location.assign(here);
    }
  });
  stage.dataset.drawn = String(nodes.length);
})();
