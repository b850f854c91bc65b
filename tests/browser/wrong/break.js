// Runs before a page. Counts everything by which the page's program hears of something, and breaks
// the program there: `window.wrong` says at which, and whether as the program sets it (`deaf`) or
// as it first hears of it.
{
  const { at, deaf } = window.wrong;
  window.ears = [];
  let depth = 0;
  let breaking = false;
  // As a program ends that has panicked.
  const panic = () => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.f();
  };
  const broken = () => {
    wrong.happened = true;
    if (deaf) throw new TypeError("a broken browser");
    panic();
  };

  // Everything that the program asks of the browser goes through here.
  const watched = (imports) =>
    Object.fromEntries(
      Object.entries(imports).map(([module, functions]) => [
        module,
        Object.fromEntries(
          Object.entries(functions).map(([name, it]) => [
            name,
            typeof it !== "function"
              ? it
              : (...given) => {
                  if (breaking) broken();
                  depth += 1;
                  try {
                    return it(...given);
                  } finally {
                    depth -= 1;
                  }
                },
          ])
        ),
      ])
    );
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = (source, imports) => own(source, watched(imports));
  }

  const ear = (name, target, heard) => {
    const index = ears.push({ name, target }) - 1;
    if (deaf && index === at) broken();
    return function (...given) {
      if (deaf || index !== at) return heard.apply(this, given);
      breaking = true;
      try {
        return heard.apply(this, given);
      } finally {
        breaking = false;
      }
    };
  };
  const isOurs = () => depth > 0;
  const twins = new WeakMap();
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, heard, options) {
    if (!isOurs() || typeof heard !== "function") return add.call(this, type, heard, options);
    const twin = ear(type, this, heard);
    twins.set(heard, twin);
    return add.call(this, type, twin, options);
  };
  EventTarget.prototype.removeEventListener = function (type, heard, options) {
    return remove.call(this, type, twins.get(heard) ?? heard, options);
  };
  for (const name of ["IntersectionObserver", "ResizeObserver"]) {
    const Own = window[name];
    window[name] = class extends Own {
      constructor(seen, options) {
        super(isOurs() ? ear(name, null, seen) : seen, options);
      }
    };
  }
  const later = window.setTimeout;
  window.setTimeout = (then, ...given) => later(isOurs() ? ear("setTimeout", null, then) : then, ...given);
}
