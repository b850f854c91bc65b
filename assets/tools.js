// Stands at the end of a program that wakes a story. Its tools are a program of their own, fetched
// when they are wanted, and WebAssembly cannot import.
{
  let asked,
    times = 0;
  addEventListener(
    "reportage-tools",
    () => {
      // A file that has failed has to be asked for by another address.
      asked ??= import("./{script}" + (times++ ? `?${times}` : ""))
        .then((it) => it.default())
        .catch((reason) => {
          // What went wrong within WebAssembly is for the page to hear.
          if (reason?.name === "RuntimeError") throw reason;
          asked = undefined;
          dispatchEvent(new Event("reportage-tools-missing"));
        });
    },
    true
  );
}
