// The place in the reading menu where a story can be kept on the device and taken off it again.
// The program of the page fetches it when the menu is opened first.

const folder = folderOf(location.href);
const WORKER = "offline-worker.js";
// Above a story in another language is the one that it is an edition of.
const WORKERS = ["./", "../"].map((up) => new URL(up + WORKER, folder).href);
// How much is there of what is being saved, or that this has stopped.
let saving;

const word = (name) =>
  document.querySelector(`.interface-words [data-word=${name}]`)?.textContent ?? "";

const size = (bytes) => {
  const { lang } = document.documentElement;
  const style = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(lang, style).format(Math.max(bytes, 1e5) / 1e6);
};

const total = (list, device) =>
  filesOf(list, device).reduce((sum, file) => sum + file.bytes, 0);

// What the browser can show is what it has shown; which width fills its screen, also on its side.
const thisDevice = ({ choices }) => {
  const shown = new Set([...document.images].map((image) => image.currentSrc));
  const video = document.createElement("video");
  const types = choices
    .flat()
    .filter(
      ({ src, type }) =>
        shown.has(addressOf({ folder }, { src })) || video.canPlayType(type),
    )
    .map((file) => file.type);
  return {
    page: location.pathname.endsWith("/") ? "./" : "index.html",
    types: [...new Set(types)],
    width: Math.max(screen.width, screen.height) * Math.min(devicePixelRatio, 2),
  };
};

let policy;
const trusted = (address) => {
  if (!globalThis.trustedTypes) return address;
  // Only here, where a server that forbids it is only told so by whoever wants to save.
  policy ??= trustedTypes.createPolicy("reportage", {
    createScriptURL(address) {
      if (WORKERS.includes(address)) return address;
      throw new TypeError(`${address} is no worker of ours`);
    },
  });
  return policy.createScriptURL(address);
};

const isOurs = (registration) =>
  [registration?.installing, registration?.waiting, registration?.active].some((worker) =>
    WORKERS.includes(worker?.scriptURL),
  );

const register = async (address) => {
  const { href } = new URL(address, folder);
  if (!WORKERS.includes(href)) throw new TypeError(`${href} is no worker of ours`);
  const there = await navigator.serviceWorker.getRegistration(folder);
  if (there?.scope === folderOf(href) && !isOurs(there)) throw new Error("a site's own is there");
  const registration = await navigator.serviceWorker.register(trusted(href), {
    updateViaCache: "none",
  });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  await new Promise((done, failed) => {
    const look = () => {
      if (worker.state === "activated") done();
      if (worker.state === "redundant") failed(new Error("the worker has given up"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
};

const save = async () => {
  saving = { there: 0 };
  draw();
  try {
    await alone(folder, {}, async () => {
      // Asked anew: what was begun may have another edition by now.
      const edition = await offered(folder);
      if (!edition?.list.page) throw new Error("the publisher does not offer it now");
      const device = await deviceOf(edition);
      saving.total = total(edition.list, device);
      await register(edition.list.worker);
      const cache = await gather(edition, device, (there) => {
        saving.there = there;
        draw();
      });
      await mark(cache, edition, device);
      const [kept] = await keptOf(folder);
      if (kept?.name !== edition.name) throw new Error("it was taken away meanwhile");
      await forget(folder, edition.name);
    });
    // So that the device does not clear it away when it runs short; it may refuse.
    navigator.storage?.persist?.();
    saving = undefined;
  } catch (error) {
    console.warn(error);
    saving = { isStopped: true, isOffline: !navigator.onLine };
  }
  draw();
};

const remove = async () => {
  saving = undefined;
  try {
    await forget(folder);
    const registration = await navigator.serviceWorker.getRegistration(folder);
    if (isOurs(registration) && !(await keptBelow(registration.scope)).length) {
      await registration.unregister();
    }
  } finally {
    draw();
  }
};

// The device that an edition was begun for, which may have shown less of the story then.
const deviceOf = async (edition) => {
  if (!(await caches.has(edition.name))) return thisDevice(edition.list);
  const there = await (await caches.open(edition.name)).match(folder + DEVICE);
  return there ? there.json() : thisDevice(edition.list);
};

// How much of an edition is there already, of one that was begun on an earlier visit.
const begun = async (edition, device) => {
  if (!(await caches.has(edition.name))) return 0;
  const cache = await caches.open(edition.name);
  let there = 0;
  for (const file of filesOf(edition.list, device)) {
    if (await cache.match(addressOf(edition, file))) there += file.bytes;
  }
  return there;
};

const button = (words, pressed) => {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = words;
  element.addEventListener("click", pressed);
  return element;
};

const SAVE = (bytes) => [`${word("saveOffline")} (${bytes})`, save];
const CONTINUE = () => [word("continueSaving"), save];
const REMOVE = () => [word("removeSaved"), remove];

// What is to be seen: how far it is, a sentence, and buttons with what they do.
const look = async () => {
  if (saving && !saving.isStopped) {
    const { there, total } = saving;
    return {
      progress: total ? { max: total, value: there } : {},
      say: total ? `${size(there)} / ${size(total)}` : word("saveOffline"),
      acts: [],
    };
  }
  const [kept] = await keptOf(folder);
  if (kept) {
    // Somebody may have taken the worker away.
    if (!isOurs(await navigator.serviceWorker.getRegistration(folder))) {
      await register(kept.list.worker);
    }
    const bytes = size(total(kept.list, kept.device));
    return { say: `${word("savedOffline")} (${bytes})`, acts: [REMOVE()] };
  }
  if (saving) return { say: word("savingStopped"), acts: [CONTINUE(), REMOVE()] };
  const edition = await offered(folder);
  if (!edition?.list.page) {
    await forget(folder);
    return { acts: [] };
  }
  const device = await deviceOf(edition);
  const bytes = size(total(edition.list, device));
  const there = await begun(edition, device);
  return there
    ? { say: `${size(there)} / ${bytes}`, acts: [CONTINUE(), REMOVE()] }
    : { acts: [SAVE(bytes)] };
};

let drawings = 0;
const draw = async () => {
  const drawing = ++drawings;
  const { progress, say = "", acts } = await look().catch(() => ({ acts: [] }));
  const place = document.querySelector(".offline");
  if (!place || drawing !== drawings) return;
  let [bar, line] = ["progress", "p"].map((tag) => place.querySelector(tag));
  if (!line) {
    line = document.createElement("p");
    line.role = "status";
    line.tabIndex = -1;
    place.append(line);
  }
  if (progress) {
    if (!bar) {
      bar = document.createElement("progress");
      bar.ariaLabel = word("saveOffline");
      line.before(bar);
    }
    Object.assign(bar, progress);
  } else {
    bar?.remove();
  }
  // Read aloud when it changes, so not with every byte of progress.
  line.ariaLive = progress?.max ? "off" : "polite";
  if (line.textContent !== say) line.textContent = say;
  const old = [...place.querySelectorAll("button")];
  if (old.map((button) => button.textContent).join() === acts.map(([words]) => words).join()) return;
  const had = old.includes(document.activeElement);
  const next = acts.map((act) => button(...act));
  for (const button of old) button.remove();
  place.append(...next);
  // Whoever has pressed one stays here: at what is said now, or else at what can be done next.
  if (had) (say ? line : next[0])?.focus();
};

// Out of a frame the reader has come for this alone.
const arrive = () => {
  const address = new URL(location.href);
  if (!address.searchParams.has("offline")) return;
  document.querySelector(".offline")?.scrollIntoView({ block: "center" });
  document.querySelector(".offline button")?.focus();
  address.searchParams.delete("offline");
  history.replaceState(history.state, "", address);
};

if (globalThis.caches && navigator.serviceWorker && navigator.locks) {
  addEventListener("online", () => saving?.isOffline && save());
  addEventListener("reportage-offline", draw, true);
  draw().then(arrive);
}
