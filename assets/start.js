// Starts the program that the page names, and says so if it cannot be started:
// the one thing that the program cannot say itself.
const address = (id) => document.getElementById(id)?.href;

try {
  const { default: init } = await import(address("reportage-program"));
  await init({ module_or_path: address("reportage-wasm") });
} catch (reason) {
  console.error("Reportage could not start.", reason);
  document.documentElement.dataset.viewer = "failed";
  tell();
}

function tell() {
  const place = document.querySelector(".placeholder-page")?.parentElement;
  if (!place) return; // A story stands there: it can be read without us.
  const word = (name) => document.querySelector(`[data-word=${name}]`)?.textContent ?? "";
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const trouble = Object.assign(document.createElement("div"), { className: "trouble" });
  trouble.setAttribute("role", "alert");
  const again = make("button", word("tryAgain"));
  again.addEventListener("click", () => location.reload());
  trouble.append(make("h1", word("stopped")), make("p", word("stoppedAdvice")), again);
  place.replaceChildren(trouble);
}
