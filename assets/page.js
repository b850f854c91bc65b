// Stands in the head of every published page, so it is kept short. It puts back what the
// reader has chosen, starts the program once the first photo is there, notes photos that
// fail before that, and says what the program cannot say itself: that it could not be
// started, or has stopped.
{
  const data = document.documentElement.dataset;
  try {
    Object.assign(data, JSON.parse(localStorage.reportage));
  } catch {}
  const [, mode] = /\bmode=(\w+)/.exec(location.search) ?? [];
  if (mode) data.mode = mode;
  // From a disk a page may not ask for programs: it stays as it is.
  let started = location.protocol === "file:";
  data.viewer = started ? "static" : "loading";
  const fail = () => {
    data.viewer = "failed";
    // A dialog that nobody can answer any more would shut the story away.
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  };
  const heard = ({ type, target, error, reason }) => {
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) fail();
    const figure = target.closest?.("figure");
    if (figure && type === "error") figure.dataset.failed = "";
    if (started || !(figure || target === document)) return;
    started = true;
    import("./{program}").then((it) => it.default({ module_or_path: "./{wasm}" })).catch(fail);
  };
  // Of a photo's `load` the window does not hear.
  for (const type of ["load", "error", "unhandledrejection"]) addEventListener(type, heard, true);
  document.addEventListener("load", heard, true);
}
