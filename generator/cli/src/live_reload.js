// Shows the newest state of the site while it is being edited. Only `supportt serve` sends this.
//
// A browser opens six connections to a server at the most, in all tabs together. So the tabs share one: the same script
// runs once more as a worker that listens for all of them.
if ("SharedWorkerGlobalScope" in self) listen();
else followWorker(document.currentScript);

function listen() {
  const tabs = new Set();
  let last = null;
  const events = new EventSource("/_live-reload");
  for (const kind of ["site", "problems"]) {
    events.addEventListener(kind, ({ data }) => {
      last = { kind, data };
      for (const tab of tabs) tab.postMessage(last);
    });
  }
  self.onconnect = ({ ports: [tab] }) => {
    tabs.add(tab);
    tab.onmessage = () => tabs.delete(tab);
    if (last) tab.postMessage(last);
  };
}

function followWorker({ src, dataset: { shown } }) {
  let worker = null;
  // A page that was kept for the back button may be out of date when it is shown again.
  addEventListener("pageshow", () => {
    worker = new SharedWorker(src).port;
    worker.onmessage = ({ data: { kind, data } }) => {
      document.getElementById("_problems")?.remove();
      if (kind === "problems") showProblems(data);
      else if (data !== shown) location.reload();
    };
  });
  addEventListener("pagehide", () => {
    worker?.postMessage("gone");
    worker?.close();
  });
}

function showProblems(text) {
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
