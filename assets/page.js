// Stands in the head of every published page, so it is kept short. It puts back what the
// reader has chosen, sees to it that who saves data is sent small photos, starts the program
// once the first photo is there, notes photos that fail before that, and says what the program
// cannot say itself: that it could not be started, or has stopped.
{
  const page = document,
    data = page.documentElement.dataset;
  // What the device says gives way to what the reader has chosen: on or off.
  if (navigator.connection?.saveData) data.saving = "on-device";
  try {
    Object.assign(data, JSON.parse(localStorage.reportage));
  } catch {}
  location.search.replace(/\bmode=(\w+)/, (_, mode) => (data.mode = mode));
  // WebKit would ask for both files, the large and the small: there it is only for viewers.
  if (navigator.vendor[0] === "A") delete data.saving;
  // As `src/read/saving.rs` does it, for each photo as soon as it is in the page: a lazy one is
  // asked for when the page is drawn. The first is on its way before any script runs.
  if (data.saving > "off")
    new MutationObserver((_, parsing) => {
      for (const it of page.querySelectorAll(":has(>[loading=lazy])>:not([sizes*=calc])"))
        it.sizes = it.sizes.replace(/\d+v./g, "calc($&/3)");
      if (page.readyState !== "loading") parsing.disconnect();
    }).observe(page, { childList: true, subtree: true });
  // From a disk a page may not ask for programs: it stays as it is, static.
  let started = location.protocol === "file:";
  if (!started) data.viewer = "loading";
  const fail = () => {
      data.viewer = "failed";
      // One that nobody can answer any more would shut the story away.
      for (const it of page.querySelectorAll("dialog")) it.close();
    },
    heard = ({ type, target, error, reason = error }) => {
      // So is called what goes wrong within WebAssembly.
      if (reason?.name === "RuntimeError") fail();
      const figure = target.closest?.("figure");
      if (figure && type === "error") figure.dataset.failed = "";
      if (figure || target === page) started ||= import("./{program}").catch(fail);
    };
  // Of a photo's `load` the window does not hear.
  for (const at of [self, page])
    for (const type of ["load", "error", "unhandledrejection"]) at.addEventListener(type, heard, true);
}
