//! What a reader does again and again in one tab, and what the page holds after it.

use anyhow::{Context, Result, ensure};

use crate::{Memory, Reader};

/// How many bytes more a page may hold without anybody having lost them: engines keep what they
/// have compiled, and count in pages.
const NOISE: f64 = 64.0 * 1024.0;

/// What is done again and again.
#[derive(Clone, Copy, Debug)]
pub enum Repeated {
    /// A photo is opened large and closed.
    Zoom,
    /// The story is read by swiping, and by scrolling again.
    Mode,
    /// Another story is opened in the viewer, without leaving its page.
    Story,
}

impl Repeated {
    /// The three.
    pub const ALL: [Self; 3] = [Self::Zoom, Self::Mode, Self::Story];

    /// The page that it is done in.
    pub fn page(self) -> &'static str {
        match self {
            Self::Zoom | Self::Mode => "/stories/mosul/",
            Self::Story => "/?story=stories/mosul/story.json",
        }
    }

    /// A script that does it so often, as a reader would: each step once the one before is done.
    fn script(self, times: u32) -> String {
        let once = match self {
            Self::Zoom => {
                "document.querySelector('#the-ground-shakes .enlarge').click();
                 await until(() => document.querySelector('.zoom[open] img')?.naturalWidth);
                 document.querySelector('.zoom .close').click();
                 await until(() => !document.querySelector('dialog'));"
            }
            Self::Mode => {
                "const mode = ['swipe', 'scroll'][time % 2];
                 document.querySelector('.bar .settings').click();
                 await until(() => document.querySelector('.menu[open]'));
                 document.querySelectorAll('.menu [name=mode]')[1 - time % 2].click();
                 await until(() => document.documentElement.dataset.mode === mode);
                 document.querySelector('.menu').close();
                 await until(() => !document.querySelector('dialog'));
                 document.querySelector(`.bar .${['next', 'previous'][time % 2]}`).click();
                 await frame();"
            }
            Self::Story => {
                "const story = ['starter', 'mosul'][time % 2];
                 const former = document.querySelector('article');
                 history.pushState(null, '', `?story=stories/${story}/story.json`);
                 dispatchEvent(new PopStateEvent('popstate'));
                 await until(() => {
                     const article = document.querySelector('article');
                     return article && article !== former
                         && document.documentElement.dataset.viewer === 'ready'
                         && article.querySelector('[aria-current]');
                 });"
            }
        };
        format!(
            "const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
             const until = async (is) => {{
                 for (let frames = 0; !is(); frames += 1) {{
                     if (frames > 1200) throw new Error(`in vain waited for ${{is}}`);
                     await frame();
                 }}
             }};
             return (async () => {{
                 for (let time = 0; time < {times}; time += 1) {{ {once} }}
             }})().then(() => 'done', (reason) => String(reason));"
        )
    }
}

/// Does it so often, and says what the page held after each half. `reader` is at its
/// [`page`](Repeated::page), before which [`MEMORIES`](crate::MEMORIES) has run.
///
/// # Errors
/// If it cannot be done.
pub async fn in_halves(reader: &Reader, what: Repeated, times: u32) -> Result<[Memory; 2]> {
    let mut held = Vec::new();
    for _ in 0..2 {
        // An even number, so that a half ends as it began.
        let mut left = times.div_ceil(2).next_multiple_of(2);
        while left > 0 {
            // A driver does not wait for ever.
            let some = left.min(20);
            left -= some;
            let done = reader.does(&what.script(some)).await?;
            ensure!(done == "done", "{what:?}: {done}");
        }
        held.push(least(reader).await?);
    }
    held.try_into().ok().context("there are two halves")
}

/// What a page holds at rest: the least of a few looks, since collecting what nobody needs takes
/// an engine more than one.
async fn least(reader: &Reader) -> Result<Memory> {
    let mut least = Memory::of(reader).await?;
    for _ in 0..4 {
        reader.settle().await?;
        let now = Memory::of(reader).await?;
        least.script = least.script.min(now.script);
        least.nodes = least.nodes.min(now.nodes);
        least.listeners = least.listeners.min(now.listeners);
    }
    Ok(least)
}

/// Whether a page holds no more after the second half than after the first.
///
/// # Errors
/// Says of what it holds more.
pub fn compare(what: Repeated, [first, second]: [Memory; 2]) -> Result<()> {
    for (of, first, second, more) in [
        ("listeners", first.listeners, second.listeners, 0.0),
        ("nodes", first.nodes, second.nodes, 0.0),
        ("bytes of WebAssembly", first.wasm, second.wasm, 0.0),
        ("bytes of scripts", first.script, second.script, NOISE),
    ] {
        ensure!(
            second <= first + more,
            "{what:?}: {first} {of} after the first half, {second} after the second"
        );
    }
    Ok(())
}
