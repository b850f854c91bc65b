// Stands at the end of the program of a published page: whoever imports that wakes the page. A file
// that came spoilt is fetched anew: past what the browser has kept of it, or by an address that is new.
{
  const page = document,
    at = (name) => new URL(name, import.meta.url),
    load = async (cache) => {
      const it = await fetch(at("./{wasm}"), { cache });
      if (!it.ok) throw it;
      return WebAssembly.compile(await it.arrayBuffer());
    },
    // What only the program shows has its style here, so that no page waits for it.
    dress = (by) =>
      new Promise((done, fail) => {
        const it = page.createElement("link");
        it.onload = done;
        it.onerror = () => fail(it.remove());
        page.head.append(
          Object.assign(it, {
            rel: "stylesheet",
            crossOrigin: "anonymous",
            integrity: "{integrity}",
            href: at("./{style}" + by),
          })
        );
      });
  // Not before what has come is painted: to compile takes the processor. WebKit has no such callback,
  // and takes the rest for no delay.
  new Promise((done) => (self.requestIdleCallback ?? setTimeout)(done, { timeout: 500 }))
    .then(() =>
      Promise.all([
        load("default").catch(() => load("reload")),
        dress("").catch(() => dress("?" + Date.now())),
      ])
    )
    .then(([it]) => __wbg_init({ module_or_path: it }))
    .catch(() => (page.documentElement.dataset.viewer = "failed"));
}
