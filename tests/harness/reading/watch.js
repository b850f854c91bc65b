// Runs before every page of a reading. A reader's patience is a test's time: pauses are a
// twentieth as long.
{
  const later = window.setTimeout;
  window.setTimeout = (then, pause = 0, ...given) => later(then, pause / 20, ...given);

  // What the page has not folded away, and is nobody's label.
  const IS_NOT_READ = "[hidden], script, style, svg, canvas, video, button, [role=status], .notice a, details:not([open]) > :not(summary)";
  const words = () => {
    const article = document.querySelector("article.story");
    if (!article) return [];
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.data.trim() && !text.parentElement.closest(IS_NOT_READ)) found.push([text, text.data]);
    }
    return found;
  };

  // The words as they arrived: before the program had them, where they were in the page by then.
  let arrived = [];
  addEventListener("DOMContentLoaded", () => (arrived = words()), { once: true });
  new MutationObserver((_, watch) => {
    if (arrived.length || document.readyState === "loading") return;
    arrived = words();
    if (arrived.length) watch.disconnect();
  }).observe(document, { childList: true, subtree: true });

  const seen = (element) => {
    let opacity = 1;
    for (let at = element; at; at = at.parentElement) opacity *= getComputedStyle(at).opacity;
    const { width, height } = element.getBoundingClientRect();
    return opacity > 0.5 && width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));

  // The photos that the browser has said it could not get.
  const missing = new Set();
  for (const type of ["error", "load"])
    addEventListener(
      type,
      ({ target }) => {
        if (!(target instanceof HTMLImageElement) || target.closest("dialog")) return;
        if (type === "error") missing.add(target);
        else missing.delete(target);
      },
      true
    );

  window.reading = {
    // What cannot be read of what arrived, though somebody has gone there. They come back.
    async unread() {
      const lost = [];
      const from = scrollY;
      let place;
      for (const [text, was] of arrived.length ? arrived : words()) {
        const at = text.parentElement;
        const near = at?.closest(".words, .said, figcaption, .credits") ?? at;
        const go = () => near?.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        if (near !== place) {
          place = near;
          go();
          await frame();
          await frame();
        }
        for (let drawn = 0; at && drawn < 60 && !seen(at); drawn += 1) {
          // Whoever has just loaded the page may be taken once more to where they were.
          if (drawn % 20 === 19) go();
          await frame();
        }
        if (!text.isConnected || text.data !== was || !seen(at)) lost.push(was.trim());
      }
      scrollTo({ top: from, behavior: "instant" });
      return lost;
    },
    // What cannot be read of what arrived, wherever in the story the window is.
    unseen: () =>
      arrived.filter(([text, was]) => !text.isConnected || text.data !== was || !seen(text.parentElement)).map(([, was]) => was.trim()),
    // Whether a style that the page names has not come: it has no rules, or none that can be seen.
    isBare: () =>
      [...document.querySelectorAll("link[rel=stylesheet]")].some(({ sheet }) => {
        try {
          return !sheet.cssRules.length;
        } catch {
          return true;
        }
      }),
    // Whether the address names the card that the reader is at, if anybody follows them.
    isWrittenDown() {
      const cards = [...document.querySelectorAll("section.card")];
      const at = cards.findIndex((card) => card.ariaCurrent === "true");
      return at < 0 || decodeURIComponent(location.hash) === (at > 0 ? `#${cards[at].id}` : "");
    },
    // How many texts arrived.
    words: () => arrived.length,
    // The files of each photo that is still missing.
    missing: () =>
      [...missing]
        .filter((photo) => photo.isConnected && !photo.naturalWidth)
        .map((photo) => new URL(photo.currentSrc || photo.src).pathname),
  };
}
