// Puts published stories into a page: each link with `data-reportage`, and each element
// `<reportage-story src="…">`, shows its story in a frame once a reader comes near. Until then, and
// where this script does not run, the link and whatever picture is in it stand there.
// docs/embedding.md says what it may be asked for.
(() => {
  const NAME = "reportage-story";
  if (customElements.get(NAME)) return;

  const dress = (elements, style) => {
    for (const element of elements) Object.assign(element.style, style);
  };

  class Story extends HTMLElement {
    #frame;
    #ears = new AbortController();

    connectedCallback() {
      const address = this.getAttribute("src");
      if (!address || this.#frame) return;
      const height = this.getAttribute("height") ?? "min(90vh, 60rem)";
      dress([this], { display: "grid", overflow: "hidden", height: isNaN(height) ? height : `${height}px` });
      // Title and poster fill the place, the poster as far as there is room.
      dress(this.children, { display: "flex", flexDirection: "column", gap: "0.5rem", minHeight: 0 });
      dress(this.querySelectorAll("img"), { flex: "1", minHeight: 0, width: "100%", objectFit: "cover" });
      this.#ears = new AbortController();
      const { signal } = this.#ears;
      const sight = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          sight.disconnect();
          this.#show(address, signal);
        },
        { rootMargin: "100% 0px" },
      );
      sight.observe(this);
      signal.addEventListener("abort", () => sight.disconnect());
    }

    disconnectedCallback() {
      this.#ears.abort();
      this.#frame?.remove();
      this.#frame = undefined;
    }

    // What a host may ask of a story.
    goTo(card) {
      this.#ask({ type: "go-to", card });
    }
    setTheme(theme) {
      this.#ask({ type: "set-theme", theme });
    }
    pause() {
      this.#ask({ type: "pause" });
    }
    #ask(message) {
      this.#frame?.contentWindow?.postMessage({ reportage: 1, ...message }, "*");
    }

    #show(address, signal) {
      const url = new URL(address, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) return;
      url.hash = this.#card() ?? url.hash;
      const follow = () => this.#card() && this.goTo(this.#card());
      addEventListener("hashchange", follow, { signal });
      const grows = this.hasAttribute("grow");
      if (grows) {
        url.searchParams.set("resize", "reportage");
        for (const type of ["scroll", "resize"]) addEventListener(type, () => this.#tellViewport(), { signal, passive: true });
      }
      const frame = document.createElement("iframe");
      frame.src = url;
      frame.title = this.title || this.textContent.trim() || "Story";
      frame.allow = "fullscreen; web-share; clipboard-write";
      dress([frame], { width: "100%", height: "100%", border: "0" });
      this.#frame = frame;
      // One by one: a frame that is put anywhere again loads again.
      const giveWay = () => [...this.childNodes].forEach((part) => part === frame || part.remove());
      frame.addEventListener("load", giveWay, { once: true });
      addEventListener("message", (event) => this.#hear(event, grows), { signal });
      this.append(frame);
      // They lie in one place, so that nothing moves when the link gives way.
      dress(this.children, { gridArea: "1 / 1" });
    }

    // `#mosul/bloody-battle` names a card of the story in the element that is called mosul.
    #card() {
      const [place, card] = location.hash.slice(1).split("/");
      try {
        return this.id && place === this.id && card ? decodeURIComponent(card) : undefined;
      } catch {
        // Half an escape names nothing.
      }
    }

    // How high the window is, and how far its top is below the frame's.
    #tellViewport() {
      this.#ask({ type: "viewport", height: innerHeight, top: -this.#frame.getBoundingClientRect().top });
    }

    #hear({ source, data }, grows) {
      if (source !== this.#frame?.contentWindow || data?.reportage !== 1) return;
      const { type, ...detail } = data;
      const event = new CustomEvent(`reportage-${type}`, { bubbles: true, cancelable: true, detail });
      // A host may do otherwise what would happen by itself.
      if (!this.dispatchEvent(event)) return;
      if (grows && type === "ready") this.#tellViewport();
      if (grows && type === "height") this.style.height = `${detail.height}px`;
      if (grows && type === "scroll-to") scrollBy({ top: this.#frame.getBoundingClientRect().top + detail.top });
      if (type === "card" && this.id && this.hasAttribute("follow")) {
        history.replaceState(history.state, "", `#${this.id}/${encodeURIComponent(detail.id)}`);
      }
    }
  }
  customElements.define(NAME, Story);

  const put = () => {
    for (const link of document.querySelectorAll("a[data-reportage]")) {
      const story = document.createElement(NAME);
      // No others: what an author may write on a link must run nothing.
      for (const name of ["height", "title", "follow", "grow"]) {
        const value = link.getAttribute(`data-reportage-${name}`);
        if (value !== null) story.setAttribute(name, value);
      }
      if (link.id) story.id = link.id;
      link.removeAttribute("id");
      link.removeAttribute("data-reportage");
      story.setAttribute("src", link.href);
      const { parentNode, nextSibling } = link;
      story.append(link);
      parentNode.insertBefore(story, nextSibling);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", put);
  else put();
})();
