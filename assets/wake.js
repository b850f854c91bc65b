// Stands at the end of the program of a published page: whoever imports that wakes the page.
await __wbg_init()
