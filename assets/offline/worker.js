// Serves the stories that a reader keeps, for as long as they are kept, and asks on every visit
// whether the publisher has another edition. That one is fetched whole, and is shown from the next
// visit on.

const { scope } = registration;
// Milliseconds.
const PATIENCE = 3000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (/\/(index\.html)?$/.test(pathname)) event.respondWith(page(event));
    return;
  }
  // A program's own question how something is now.
  if (request.destination === "" && ["reload", "no-cache"].includes(request.cache)) return;
  event.respondWith(file(request));
});

// Where the caches fail, the network is asked as if there were none.
const page = async (event) => {
  const there = await keptPage(event).catch(() => undefined);
  return there ?? fetch(event.request);
};

const keptPage = async (event) => {
  for (const edition of await keptOf(folderOf(event.request.url))) {
    const there = await edition.cache.match(addressOf(edition, { src: edition.device.page }));
    if (!there) continue;
    event.waitUntil(follow(edition));
    return there;
  }
  return undefined;
};

const file = async (request) => {
  const range = request.headers.get("range");
  const { there, isSmaller } = await keptFile(request.url, range).catch(() => ({}));
  if (!there) return fetch(request);
  if (!isSmaller) return there;
  // A larger one, as when it is enlarged: it is not waited for where the network hangs.
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  const larger = await Promise.race([fetch(request).catch(() => undefined), patience]);
  return larger?.ok ? larger : there;
};

const keptFile = async (address, range) => {
  for (const edition of await keptBelow(scope)) {
    const there = await edition.cache.match(address);
    if (there) return { there: await part(address, there, range) };
    // Of a photo one file is kept, and the browser may choose another. Of a video it may have
    // tried the one that is kept.
    for (const choice of edition.list.choices) {
      const asked = choice.find((file) => addressOf(edition, file) === address);
      if (!asked?.width) continue;
      const kept = best(choice, edition.device);
      const there = await edition.cache.match(addressOf(edition, kept));
      if (there) return { there, isSmaller: asked.width > kept.width };
    }
  }
  return {};
};

// Videos are asked for in parts, and Safari plays only what is answered so.
let last;
const part = async (address, there, range) => {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (!from && !to) return there;
  // Many parts of one video are asked for in turn.
  if (last?.address !== address) last = { address, blob: await there.blob() };
  const { blob } = last;
  const start = from ? Number(from) : Math.max(blob.size - to, 0);
  const end = from && to ? Math.min(to, blob.size - 1) : blob.size - 1;
  const isThere = start <= end;
  return new Response(isThere ? blob.slice(start, end + 1) : null, {
    status: isThere ? 206 : 416,
    headers: {
      "content-type": there.headers.get("content-type"),
      "content-range": `bytes ${isThere ? `${start}-${end}` : "*"}/${blob.size}`,
    },
  });
};

const follow = ({ folder, name, device }) =>
  alone(folder, { ifAvailable: true }, async (isAlone) => {
    if (!isAlone) return;
    const edition = await offered(folder);
    if (!edition && !(await isGone(folder + device.page))) return;
    if (!edition?.list.page) {
      await forget(folder);
      if (!(await keptBelow(scope)).length) await registration.unregister();
    } else if (edition.name === name) {
      // Whoever has the one before open is to finish it.
      const open = await clients.matchAll({ type: "window" });
      const here = open.filter(({ url }) => folderOf(url) === folder);
      if (here.length < 2) await forget(folder, name);
    } else {
      const cache = await gather(edition, device);
      await mark(cache, edition, device);
    }
  }).catch(() => {
    // No network, no room, or an edition that is just being published: what is kept stays, and
    // the next visit goes on.
  });

// Whether the story is there no more: gone for good, or with somebody else's page in its place.
// What cannot be found may come back.
const isGone = async (page) => {
  const answer = await fetch(page, { cache: "no-cache" });
  if (!answer.ok) return answer.status === 410;
  return !(await answer.text()).includes(' content="Reportage ');
};
