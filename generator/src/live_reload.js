// Shows the newest state of the site while it is being edited. Only `supportt serve` sends this.
let events = null;
let shown = null;

function listen() {
  events = new EventSource("/_live-reload");
  events.addEventListener("site", ({ data }) => {
    document.getElementById("_problems")?.remove();
    if (shown !== null && shown !== data) location.reload();
    shown = data;
  });
  events.addEventListener("problems", ({ data }) => showProblems(data));
}

function showProblems(text) {
  document.getElementById("_problems")?.remove();
  const problems = document.createElement("pre");
  problems.id = "_problems";
  problems.setAttribute("role", "alert");
  problems.textContent = `The site was not built again.\n\n${text}`;
  Object.assign(problems.style, {
    background: "#212b32", bottom: "0", boxSizing: "border-box", color: "#fff", font: "16px/1.5 monospace", left: "0",
    margin: "0", maxHeight: "60vh", overflow: "auto", padding: "24px", position: "fixed", right: "0", zIndex: "2147483647",
  });
  document.body.append(problems);
}

// A page that is kept for the back button would keep its connection too, and a browser opens
// six at the most: the seventh page would never load.
addEventListener("pageshow", listen);
addEventListener("pagehide", () => events?.close());
