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
  const nodes = data.nodes.map((node) => ({
    ...node, group: undefined, color: colour(fills[node.group]), opacity: node.faded ? 0.3 : 1,
    font: { color: colour(node.faded ? "--quiet" : "--ink"), size: 12, face: style.fontFamily || "sans-serif" },
  }));
  const edges = data.edges.map((edge) => ({
    id: edge.id, from: edge.from, to: edge.to, arrows: "", width: 1.5,
    color: { color: colour(strokes[edge.style] || "--strong-line"), opacity: edge.faded ? 0.2 : 1 }, dashes: dashes[edge.style] || false,
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
      location.assign(here);
    }
  });
  stage.network = network; // so that other scripts can find where a thing stands
  stage.dataset.drawn = String(nodes.length);
})();
