// Runs before every page, and takes down what the browser says of it. The program asks for that
// once the page is quiet.
{
  const notes = { paints: [], photos: [], largest: [], tasks: [], shifts: [], files: [], events: [] };
  let last = 0;
  const note = (type, list, take, options = {}) =>
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) {
        list.push(take(entry));
        last = Math.max(last, entry.startTime + entry.duration);
      }
    }).observe({ type, buffered: true, ...options });

  note("paint", notes.paints, (it) => ({ name: it.name, at: it.startTime }));
  // The browser paints a little beyond the window, and tells of that too.
  note("element", notes.photos, (it) => ({
    at: it.renderTime || it.loadTime,
    url: it.url,
    width: it.naturalWidth,
    seen: it.intersectionRect.width > 0 && it.intersectionRect.height > 0,
  }));
  note("largest-contentful-paint", notes.largest, (it) => ({ at: it.renderTime || it.loadTime, url: it.url }));
  note("longtask", notes.tasks, (it) => ({ at: it.startTime, for: it.duration }));
  note("layout-shift", notes.shifts, (it) => ({ at: it.startTime, value: it.value, expected: it.hadRecentInput }));
  note("resource", notes.files, (it) => ({
    url: it.name,
    at: it.startTime,
    until: it.responseEnd,
    bytes: it.encodedBodySize,
  }));
  note("event", notes.events, (it) => ({ name: it.name, at: it.startTime, for: it.duration, interaction: it.interactionId }), {
    durationThreshold: 16,
  });

  // Only images that say so are noted when they are painted; observers run before that. The list
  // keeps itself: to look through what was added would take longer, the longer the page.
  const images = document.getElementsByTagName("img");
  new MutationObserver(() => {
    for (const image of images) {
      if (!image.hasAttribute("elementtiming")) image.setAttribute("elementtiming", "photo");
    }
  }).observe(document, { childList: true, subtree: true });

  window.bench = {
    notes: () => ({ ...notes, page: performance.getEntriesByType("navigation")[0].encodedBodySize, now: performance.now() }),
    // Which files have arrived, and how many milliseconds nothing has happened.
    state: () => ({
      arrived: notes.files.map((file) => new URL(file.url).pathname),
      quiet: performance.now() - last,
    }),
  };
}
