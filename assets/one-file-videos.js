// Stands in a story in one file, before its programs. Not every browser plays a video out of an
// address.
for (const source of document.querySelectorAll("video > source")) {
  for (const name of ["src", "data-src"]) {
    const [type, letters] = source.getAttribute(name)?.slice(5).split(";base64,") ?? [];
    if (!letters) continue;
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    source.setAttribute(name, URL.createObjectURL(new Blob([bytes], { type })));
  }
  source.parentElement.load();
}
