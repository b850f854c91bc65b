// Runs before every page, and takes down what the browser says of it. Whatever is asked here takes
// no longer, the longer the story: it is that of the page which is measured.
{
  const notes = { paints: [], tasks: [], events: [], card: null, ready: null };
  let last = 0;
  const note = (type, list, take, options = {}) =>
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) {
        const taken = take?.(entry);
        if (taken) list.push(taken);
        last = Math.max(last, entry.startTime + entry.duration);
      }
    }).observe({ type, buffered: true, ...options });

  note("paint", notes.paints, (it) => ({ name: it.name, at: it.startTime }));
  note("longtask", notes.tasks, (it) => ({ at: it.startTime, for: it.duration }));
  note("resource", null);
  // Interactions alone: with the mouse at rest above a page that scrolls, eight other events happen
  // to each card, and what is kept of them would count as the page's memory.
  const interaction = (it) => it.interactionId && { name: it.name, at: it.startTime, for: it.duration, interaction: it.interactionId };
  note("event", notes.events, interaction, { durationThreshold: 16 });

  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = async () => {
    await frame();
    await new Promise((done) => setTimeout(done));
    return performance.now();
  };

  // When the first card is there, and when the story answers.
  const cards = new MutationObserver(async () => {
    if (!document.querySelector("section h1")) return;
    cards.disconnect();
    notes.card = await painted();
  });
  cards.observe(document, { childList: true, subtree: true });
  const ready = new MutationObserver(() => {
    if (document.documentElement?.dataset.viewer !== "ready") return;
    ready.disconnect();
    notes.ready = performance.now();
  });
  ready.observe(document, { attributes: true, subtree: true, attributeFilter: ["data-viewer"] });

  const top = (id) => document.getElementById(id).getBoundingClientRect().top;

  window.bench = {
    done: true,
    notes: () => ({ ...notes, page: performance.getEntriesByType("navigation")[0].encodedBodySize, now: performance.now() }),
    data: () =>
      performance.getEntriesByType("resource").find((it) => new URL(it.name).pathname.endsWith("story.json"))?.encodedBodySize ?? 0,
    // How many milliseconds nothing has happened.
    quiet: () => performance.now() - last,
    // Photos that have come. A photo shown large is a copy.
    photos: () => [...document.images].filter((it) => it.naturalWidth > 0 && !it.closest("dialog")).length,
    top,
    // Scrolls from the top at so many CSS pixels a second, for so many seconds, and says how long each
    // frame took.
    async scroll(speed, seconds) {
      const frames = [];
      scrollTo({ top: 0, behavior: "instant" });
      const first = await frame();
      for (let before = first, now; before - first < seconds * 1000; before = now) {
        now = await frame();
        frames.push(now - before);
        scrollTo({ top: ((now - first) / 1000) * speed, behavior: "instant" });
      }
      return frames;
    },
    // Goes to a card by its address, and says where its top is once that has been drawn.
    async jump(id) {
      bench.done = false;
      location.hash = id;
      await painted();
      bench.at = top(id);
      bench.done = true;
    },
    // From card to card to the end.
    async read() {
      bench.done = false;
      for (const card of document.querySelectorAll("section[id]")) {
        card.scrollIntoView({ behavior: "instant" });
        await frame();
        await frame();
      }
      bench.done = true;
    },
  };
}
