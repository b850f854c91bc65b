// Stands in the head of every published page, so it is kept short. It puts back what the
// reader has chosen, sees to it that who saves data is sent small photos, starts the program
// once the first photo is there, notes photos that fail before that, and says what the program
// cannot say itself: that it could not be started, or has stopped.
{
  const page = document,
    data = page.documentElement.dataset;
  // Where a link leads: a card is there at once only if all before it is laid out.
  data.at = location.hash;
  // What the device says gives way to what the reader has chosen: on or off.
  if (navigator.connection?.saveData) data.saving = "on-device";
  try {
    Object.assign(data, JSON.parse(localStorage.reportage));
  } catch {}
  location.search.replace(/\bmode=(\w+)/, (_, it) => (data.mode = it));
  // WebKit would ask for both files, the large and the small: there it is only for viewers.
  if (navigator.vendor[0] === "A") delete data.saving;
  // As `src/read/saving.rs` does it, for each photo as soon as it is in the page: a lazy one is
  // asked for when the page is drawn. The first is on its way before any script runs.
  if (data.saving > "off")
    new MutationObserver((_, it) => {
      for (const at of page.querySelectorAll(":has(>[loading=lazy])>:not([sizes*=calc])"))
        at.sizes = at.sizes.replace(/\d+v./g, "calc($&/3)");
      if (page.readyState !== "loading") it.disconnect();
    }).observe(page, { childList: true, subtree: true });
  // From a disk a page may not ask for programs: it stays as it is, static, as if one ran already.
  let runs = location.protocol === "file:";
  if (!runs) data.viewer = "loading";
  const end = () => {
      data.viewer = "failed";
      // One that nobody can answer any more would shut the story away.
      for (const it of page.querySelectorAll("dialog")) it.close();
    },
    // A file that has failed, or is kept spoilt, has to be asked for by an address that is new.
    run = (by) => import("./{program}" + by),
    hear = ({ type, target, filename, error, reason = error }) => {
      // So is called what goes wrong within WebAssembly; what it asks of the browser goes wrong in
      // the script beside it.
      if (reason?.name === "RuntimeError" || /reportage-.*js/.test(filename)) end();
      const at = target.closest?.("figure");
      if (at && type === "error") at.dataset.failed = "";
      if (at || target === page) runs ||= run("").catch(() => run("?" + Date.now())).catch(end);
    };
  // Of a photo's `load` the window does not hear.
  for (const at of [self, page])
    for (const it of ["load", "error", "unhandledrejection"]) at.addEventListener(it, hear, true);
}
