// Starts the program that the page names, and says what the program cannot say
// itself: that it could not be started, or that it has stopped.
const root = document.documentElement;
const address = (id) => document.getElementById(id)?.href;

// What the device says and what the reader has chosen, before anything is drawn.
if (navigator.connection?.saveData) root.dataset.saving = "on-device";
try {
  Object.assign(root.dataset, JSON.parse(localStorage.reportage));
} catch {
  // Nothing, or the browser keeps nothing.
}
const asked = new URLSearchParams(location.search);
const mode = asked.get("mode");
if (mode) root.dataset.mode = mode;

// The story comes beside the program, which asks for it, not after it. What is no address that a
// story can have is for the program to refuse.
const story = asked.get("story") ?? root.dataset.story;
const early = { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: story };
if (/^(https?:|[^:]+$)/.test(story)) {
  document.head.append(Object.assign(document.createElement("link"), early));
}

addEventListener("error", ({ error, filename }) => stopped(error, filename));
addEventListener("unhandledrejection", ({ reason }) => stopped(reason));

// A file that came spoilt is fetched anew: a style or a script by an address that nothing is kept of,
// WebAssembly past what is kept. This runs once the style has come, or has failed to.
const anew = (address) => `${address}?${Date.now()}`;
// Of one that has failed Chromium has a sheet as well: an empty one, or one whose rules it keeps to itself.
const hasCome = ({ sheet }) => {
  try {
    return sheet.cssRules.length > 0;
  } catch {
    return false;
  }
};
const styled = Array.from(document.querySelectorAll("link[rel=stylesheet]"), (link) => {
  if (hasCome(link)) return;
  return new Promise((done) => {
    const again = { href: anew(link.href), onload: done, onerror: done };
    link.replaceWith(Object.assign(link.cloneNode(), again));
  });
});
const load = async (cache) => {
  const it = await fetch(address("reportage-wasm"), { cache });
  if (!it.ok) throw new Error(`${it.url}: ${it.status}`);
  return WebAssembly.compile(await it.arrayBuffer());
};

try {
  const program = address("reportage-program");
  await Promise.all(styled);
  const { default: init } = await import(program).catch(() => import(anew(program)));
  await init({ module_or_path: await load("default").catch(() => load("reload")) });
} catch (reason) {
  console.error("Reportage could not start.", reason);
  fail();
}

// What goes wrong within WebAssembly comes to the page as an error of this kind; what it asks of the
// browser goes wrong in the script beside it.
function stopped(reason, filename) {
  if (reason?.name === "RuntimeError" || /\/(viewer|tools)-\w+\.js/.test(filename)) fail();
}

function fail() {
  root.dataset.viewer = "failed";
  // A dialog that nobody can answer any more would shut the story away.
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  const place = document.getElementById("reportage-story");
  if (place && !place.querySelector("article.story, [role=alert]")) tell(place);
}

function tell(place) {
  const word = (name) => document.querySelector(`[data-word=${name}]`)?.textContent ?? "";
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const trouble = Object.assign(document.createElement("div"), { className: "trouble" });
  trouble.setAttribute("role", "alert");
  const again = make("button", word("tryAgain"));
  again.addEventListener("click", () => location.reload());
  trouble.append(make("h1", word("stopped")), make("p", word("stoppedAdvice")), again);
  place.replaceChildren(trouble);
}
