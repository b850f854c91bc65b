// Stands at the end of a program that wakes a story. Its tools are a program of their own, fetched
// when they are wanted, and WebAssembly cannot import.
{
  let asked,
    by = "";
  addEventListener(
    "reportage-tools",
    () => {
      if (asked) return;
      asked = import("./{script}" + by)
        .then((it) => it.default({ module_or_path: new URL("./{wasm}" + by, import.meta.url) }))
        .catch((reason) => {
          // What went wrong within WebAssembly is for the page to hear.
          if (reason?.name === "RuntimeError") throw reason;
          asked = undefined;
          // A file that has failed, or is kept spoilt, has to be asked for by an address that is new.
          by = "?" + Date.now();
          dispatchEvent(new Event("reportage-tools-missing"));
        });
    },
    true
  );
}
