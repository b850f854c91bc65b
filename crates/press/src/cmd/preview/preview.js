// Beside every previewed page: loads it anew when there is a new edition, at the place
// where the reader was, and says what is wrong when there is none.
const PLACE = "reportage-preview";

// The address with another fragment.
const address = (fragment) => location.pathname + location.search + fragment;

const cards = () => [...document.querySelectorAll("article.story .stops > *")];

// The card at the middle of the window, and how far its top is from the window's.
function place() {
  const all = cards();
  const at = all.findLastIndex((card) => card.getBoundingClientRect().top <= innerHeight / 2);
  const card = all[Math.max(at, 0)];
  return card && {
    id: card.id, index: Math.max(at, 0), top: card.getBoundingClientRect().top, fragment: location.hash,
  };
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (!kept) return;
  // WebKit goes to the fragment when all has been parsed.
  const putBack = () => setTimeout(() => history.replaceState(history.state, "", address(kept.fragment)));
  document.addEventListener("DOMContentLoaded", putBack, { once: true });
  const card = document.getElementById(kept.id) ?? cards()[kept.index];
  if (card) scrollBy({ top: card.getBoundingClientRect().top - kept.top, behavior: "instant" });
}

function tell(words) {
  const note = document.getElementById(PLACE) ?? document.body.appendChild(document.createElement("pre"));
  note.id = PLACE;
  note.textContent = words;
  note.hidden = !words;
  note.setAttribute("role", "status");
  Object.assign(note.style, {
    position: "fixed", inset: "auto 0 0", zIndex: 10, margin: 0, padding: "1rem", maxHeight: "50vh", overflow: "auto",
    background: "#1b2329", color: "#faf7f1", font: "0.8125rem / 1.5 ui-monospace, monospace", whiteSpace: "pre-wrap",
  });
}

// Where it was by the pixel is no place in a page that has changed; any other reload is the
// browser's own affair.
addEventListener("pagehide", () => {
  history.scrollRestoration = sessionStorage.getItem(PLACE) ? "manual" : "auto";
});

restore();
const events = new EventSource(new URL("events", import.meta.url));
events.addEventListener("edition", ({ data }) => {
  if (data === document.documentElement.dataset.edition) return tell("");
  document.documentElement.dataset.edition ??= data;
  if (data === document.documentElement.dataset.edition) return tell("");
  sessionStorage.setItem(PLACE, JSON.stringify(place() ?? null));
  // The fragment would be gone to instead: it is put back afterwards.
  history.replaceState(history.state, "", address(""));
  location.reload();
});
events.addEventListener("fault", ({ data }) => tell(JSON.parse(data)));
