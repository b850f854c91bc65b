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
    #name;
    #isReady;
    #isRead;
    // The card to go to once the story is ready.
    #awaited;
    #ears = new AbortController();

    connectedCallback() {
      const address = this.getAttribute("src");
      if (!address || this.#frame) return;
      const height = this.getAttribute("height") ?? "min(90vh, 60rem)";
      dress([this], { display: "grid", overflow: "hidden", height: isNaN(height) ? height : `${height}px` });
      this.#dressLink();
      this.#ears = new AbortController();
      const { signal } = this.#ears;
      const sight = new IntersectionObserver(
        (entries) => {
          // Of an element that stands in the page the link comes after it.
          this.#dressLink();
          if (!entries.some((entry) => entry.isIntersecting)) return;
          sight.disconnect();
          this.#show(address, signal);
        },
        { rootMargin: "100% 0px" },
      );
      sight.observe(this);
      signal.addEventListener("abort", () => sight.disconnect());
      addEventListener("hashchange", () => this.#heed(), { signal });
      // Whoever moves meanwhile is not brought back.
      for (const type of ["wheel", "touchmove", "keydown"]) {
        addEventListener(type, () => (this.#awaited = undefined), { signal, passive: true });
      }
      this.#heed();
    }

    disconnectedCallback() {
      this.#ears.abort();
      this.#frame?.remove();
      this.#frame = this.#isReady = undefined;
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

    // Title and poster fill the place, the poster as far as there is room. They lie over the
    // frame, so that nothing moves when they give way and they are in reach until then.
    #dressLink() {
      const link = [...this.children].filter((part) => part !== this.#frame);
      dress(link, { display: "flex", flexDirection: "column", gap: "0.5rem", minHeight: 0, gridArea: "1 / 1", zIndex: 1 });
      dress(this.querySelectorAll("picture"), { display: "contents" });
      dress(this.querySelectorAll("img"), { flex: "1", minHeight: 0, width: "100%", objectFit: "cover" });
    }

    #show(address, signal) {
      const url = new URL(address, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) return;
      const card = this.#card();
      if (card) url.hash = encodeURIComponent(card);
      const grows = this.hasAttribute("grow");
      if (grows) {
        url.searchParams.set("resize", "reportage");
        for (const type of ["scroll", "resize"]) addEventListener(type, () => this.#tellViewport(), { signal, passive: true });
      }
      const described = this.querySelector("img[alt]:not([alt=''])");
      this.#name ??= this.title || this.textContent.trim() || described?.alt || "Story";
      const frame = document.createElement("iframe");
      frame.src = url;
      frame.title = this.#name;
      frame.allow = "fullscreen; web-share; clipboard-write";
      // An error's page is never seen: it does not say that it is ready.
      frame.inert = true;
      dress([frame], { width: "100%", height: "100%", border: "0", gridArea: "1 / 1", opacity: 0 });
      this.#frame = frame;
      addEventListener("message", (event) => this.#hear(event, grows), { signal });
      this.append(frame);
    }

    // One by one: a frame that is put anywhere again loads again.
    #giveWay() {
      for (const part of [...this.childNodes]) if (part !== this.#frame) part.remove();
      this.#frame.inert = false;
      dress([this.#frame], { opacity: 1 });
    }

    // `#mosul/bloody-battle` names a card of the story in the element that is called mosul.
    #card() {
      try {
        const [place, card] = location.hash.slice(1).split("/").map(decodeURIComponent);
        return this.id && place === this.id ? card : undefined;
      } catch {
        // Half an escape names nothing.
      }
    }

    // The host's address leads to a card: the host to the story, and the story to the card.
    #heed() {
      const card = this.#card();
      if (!card) return;
      this.scrollIntoView();
      if (this.#isReady) this.goTo(card);
      else this.#awaited = card;
    }

    // How high the window is, and how far its top is below the frame's.
    #tellViewport() {
      this.#ask({ type: "viewport", height: innerHeight, top: -this.#frame.getBoundingClientRect().top });
    }

    #hear({ source, data }, grows) {
      if (source !== this.#frame?.contentWindow || data?.reportage !== 1) return;
      const { type, ...detail } = data;
      if (type === "ready") {
        this.#isReady = true;
        this.#giveWay();
      }
      const event = new CustomEvent(`reportage-${type}`, { bubbles: true, cancelable: true, detail });
      // A host may do otherwise what would happen by itself.
      if (!this.dispatchEvent(event)) return;
      if (type === "ready") {
        if (grows) this.#tellViewport();
        if (this.#awaited) this.goTo(this.#awaited);
        this.#awaited = undefined;
      }
      if (grows && type === "height") this.style.height = `${detail.height}px`;
      if (grows && type === "scroll-to") scrollBy({ top: this.#frame.getBoundingClientRect().top + detail.top });
      if (type === "card") this.#follow(detail.id);
    }

    // The card at which a story opens is not one that anybody has come to.
    #follow(card) {
      if (this.#isRead && this.id && card && this.hasAttribute("follow")) {
        // All of it, since a page may say that its addresses are based elsewhere.
        const url = new URL(location);
        url.hash = [this.id, card].map(encodeURIComponent).join("/");
        history.replaceState(history.state, "", url);
      }
      this.#isRead = true;
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
