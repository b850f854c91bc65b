// What a reader has kept of stories, one cache for each edition: its files, each checked against
// the hash that the publisher's list gives, and at last the list itself, which says that all of
// them are there. Until then nobody is shown any of it. Both the reading menu and the worker
// begin with this.

const LIST = "offline.json";
// The device that an edition was begun for; not published.
const DEVICE = "device.json";
// Caches are the whole origin's: ours have this before the address of the story's folder.
const OURS = "reportage 1 ";

const folderOf = (address) => new URL("./", address).href;

const sha256 = async (bytes) => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// The edition that the publisher has now; one without a page is not to be kept. What it consists
// of is also its name, so a list that was cut or changed on its way is another edition, with which
// no page agrees.
const offered = async (folder) => {
  const answer = await fetch(folder + LIST, { cache: "no-cache" });
  if (!answer.ok) return undefined;
  const text = await answer.text();
  const list = JSON.parse(text);
  if (!list.generator?.startsWith("Reportage ")) throw new Error("that is no list of ours");
  const name = `${OURS}${folder} ${await sha256(new TextEncoder().encode(text))}`;
  return { folder, name, list };
};

// Every edition that is kept whole of what begins with `start`, the newest first.
const keptBelow = async (start) => {
  const editions = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS + start)) continue;
    const folder = name.slice(OURS.length).split(" ")[0];
    const cache = await caches.open(name);
    const mark = await cache.match(folder + LIST);
    if (mark) editions.push({ folder, name, cache, ...(await mark.json()) });
  }
  return editions.sort((one, other) => other.since - one.since);
};

// The same of one story: a story in another language may lie below it.
const keptOf = async (folder) =>
  (await keptBelow(folder)).filter((edition) => edition.folder === folder);

// Of the files that show the same, the one for this device: of the first type that it knows, the
// smallest that fills its screen.
const best = (files, { types, width }) => {
  const known = files.filter((file) => types.includes(file.type));
  const { type } = known[0] ?? files.at(-1);
  const sizes = files.filter((file) => file.type === type).sort((a, b) => a.width - b.width);
  return sizes.find((file) => file.width >= width) ?? sizes.at(-1);
};

const filesOf = ({ page, files, choices }, device) => [
  { ...page, src: device.page },
  ...files,
  ...choices.map((choice) => best(choice, device)),
];

const addressOf = ({ folder }, { src }) => new URL(src, folder).href;

const isWhole = async (blob, file) =>
  blob.size === file.bytes && (await sha256(await blob.arrayBuffer())) === file.sha256;

const read = async (answer, arrived) => {
  const chunks = [];
  const reader = answer.body.getReader();
  for (let chunk; !(chunk = await reader.read()).done; ) {
    chunks.push(chunk.value);
    arrived(chunk.value.byteLength);
  }
  return new Blob(chunks);
};

// A file that an edition which is kept has in common with the new one.
const sameIn = async (editions, address, { sha256 }) => {
  for (const edition of editions) {
    const has = filesOf(edition.list, edition.device).some(
      (file) => file.sha256 === sha256 && addressOf(edition, file) === address,
    );
    const there = has && (await edition.cache.match(address));
    if (there) return there;
  }
  return undefined;
};

// A file from what the browser has already, or from the network.
const fetched = async (address, file, arrived) => {
  for (const cache of ["default", "reload"]) {
    let part = 0;
    const answer = await fetch(address, { cache });
    const blob =
      answer.ok &&
      (await read(answer, (size) => {
        part += size;
        arrived(size);
      }));
    if (blob && (await isWhole(blob, file))) {
      const headers = new Headers(answer.headers);
      // It is neither compressed any more, nor what was led here from elsewhere.
      for (const name of ["content-encoding", "content-length"]) headers.delete(name);
      if (!headers.has("content-type")) headers.set("content-type", "text/html; charset=utf-8");
      return new Response(blob, { headers });
    }
    arrived(-part);
  }
  throw new Error(`${address} is not what the publisher's list says`);
};

// Fetches whatever is not there yet; `told` of how many bytes are. Returns the cache: one that is
// taken away meanwhile stays away, whatever is put into it.
const gather = async (edition, device, told = () => {}) => {
  const cache = await caches.open(edition.name);
  await cache.put(edition.folder + DEVICE, new Response(JSON.stringify(device)));
  const before = await keptOf(edition.folder);
  const missing = [];
  let there = 0;
  const arrived = (bytes) => told((there += bytes));
  for (const file of filesOf(edition.list, device)) {
    if (await cache.match(addressOf(edition, file))) arrived(file.bytes);
    else missing.push(file);
  }
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < missing.reduce((sum, file) => sum + file.bytes, 0)) {
    throw new Error("there is no room for it on this device");
  }
  for (const file of missing) {
    const address = addressOf(edition, file);
    const same = await sameIn(before, address, file);
    if (same) arrived(file.bytes);
    await cache.put(address, same ?? (await fetched(address, file, arrived)));
  }
  return cache;
};

// From now on it is whole, and takes the place of whatever was kept before, also where a clock has
// been set back.
const mark = async (cache, { folder, list }, device) => {
  const [before] = await keptOf(folder);
  const since = Math.max(Date.now(), 1 + (before?.since ?? 0));
  await cache.put(folder + LIST, new Response(JSON.stringify({ since, device, list })));
};

// One at a time is at work on a story, in whatever tab.
const alone = (folder, options, work) => navigator.locks.request(OURS + folder, options, work);

// Forgets every edition of a story, or all but one.
const forget = async (folder, but) => {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${OURS}${folder} `) && name !== but) await caches.delete(name);
  }
};
