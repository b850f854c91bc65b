// Stands in the head of every published page, so it is kept short. It starts the
// program once the first photo is there, notes photos that fail before that, and says
// what the program cannot say itself: that it could not be started, or has stopped.
{
  const root = document.documentElement;
  // From a disk a page may not ask for programs: it stays as it is.
  let started = location.protocol === "file:";
  if (!started) root.dataset.viewer = "loading";
  const fail = () => {
    root.dataset.viewer = "failed";
    // A dialog that nobody can answer any more would shut the story away.
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  };
  const stopped = (reason) => {
    if (reason instanceof WebAssembly.RuntimeError) fail();
  };
  const arrived = ({ type, target }) => {
    const figure = target.closest?.("figure");
    if (figure && type === "error") figure.dataset.failed = "";
    if (started || !(figure || target === document)) return;
    started = true;
    import("./{program}").then(({ default: init }) => init({ module_or_path: "./{wasm}" })).catch(fail);
  };
  addEventListener("load", arrived, true);
  addEventListener("error", arrived, true);
  addEventListener("error", ({ error }) => stopped(error));
  addEventListener("unhandledrejection", ({ reason }) => stopped(reason));
}
