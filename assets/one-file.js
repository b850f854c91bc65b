// Stands at the end of a story in one file, after the program that wakes it.
const bytes = (letters) => Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
// Not every browser plays a video out of an address.
for (const source of document.querySelectorAll("video > source")) {
  for (const name of ["src", "data-src"]) {
    const [type, letters] = source.getAttribute(name)?.slice(5).split(";base64,") ?? [];
    if (letters) source.setAttribute(name, URL.createObjectURL(new Blob([bytes(letters)], { type })));
  }
  source.parentElement.load();
}
__wbg_init({ module_or_path: bytes("{wasm}") }).catch(() => {
  document.documentElement.dataset.viewer = "failed";
});
