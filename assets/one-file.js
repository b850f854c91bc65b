// Stands at the end of each program in a story in one file: `{when}` is what it starts with.
{
  const bytes = Uint8Array.from(atob("{wasm}"), (letter) => letter.charCodeAt(0));
  const start = () =>
    __wbg_init({ module_or_path: bytes }).catch(() => {
      document.documentElement.dataset.viewer = "failed";
    });
  {when}
}
