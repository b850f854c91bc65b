//! A program that goes wrong, and browsers that lack what it needs: the story stays, and the page
//! says truly what has become of the program.

use anyhow::{Context, Result, ensure};
use browser_tests::{Ability, PHONE, Reader, Site, reading};
use serde_json::{Value, json};

/// The story with every kind of card.
const PAGE: &str = "/stories/starter/";
const VIEWER: &str = "/?story=stories/starter/story.json";
const STATE: &str = "document.documentElement.dataset.viewer";
const BREAK: &str = include_str!("break.js");

/// Whether pages can be broken here: how that is done has been tried in Chromium alone.
async fn can_be_broken() -> Result<bool> {
    Ok(Reader::new(PHONE).await?.can(Ability::Faults))
}

/// Somebody with a page before which `script` has run, and who wants no motion.
async fn reader_of(script: &str) -> Result<Reader> {
    let reader = Reader::new(PHONE).await?;
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    reader.before_every_page(reading::WATCH).await?;
    reader.before_every_page(script).await?;
    Ok(reader)
}

/// Nothing hides a word, a photo or a video; nothing of ours keeps a link or a key to itself.
async fn everything_is_there(reader: &Reader) -> Result<()> {
    let words = reader.sees("reading.words()").await?;
    ensure!(words.as_u64() > Some(20), "only {words} texts arrived");
    let wrong = reader
        .sees(
            "(() => {
                const wrong = reading.unseen();
                for (const it of document.querySelectorAll('article :is(img:not([data-src]), video)')) {
                    const style = getComputedStyle(it);
                    // One that has yet to come lies behind its placeholder.
                    if (it.complete === false) continue;
                    if (style.visibility === 'hidden' || style.opacity === '0' || it.closest('picture')?.hidden)
                        wrong.push(it.outerHTML.slice(0, 100));
                    if (it.localName === 'video' && !it.controls) wrong.push('no controls');
                }
                for (const link of document.querySelectorAll('article a[href]:not(.editions a)')) {
                    let isPrevented = true;
                    const end = (event) => { isPrevented = event.defaultPrevented; event.preventDefault(); };
                    addEventListener('click', end, { once: true });
                    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
                    removeEventListener('click', end);
                    if (isPrevented) wrong.push(link.href);
                }
                if (document.querySelector('dialog[open]')) wrong.push('a dialog is open');
                return wrong;
            })()",
        )
        .await?;
    ensure!(wrong == json!([]), "lost: {wrong}");
    Ok(())
}

/// Keys scroll the page, and far photos come as it does.
async fn it_can_be_read(reader: &Reader) -> Result<()> {
    everything_is_there(reader).await?;
    reader
        .run("scrollTo({ top: 0, behavior: 'instant' }); document.activeElement?.blur()")
        .await?;
    reader.press("PageDown").await?;
    reader.until("scrollY > 0").await?;
    let unread = reader.sees("reading.unread()").await?;
    ensure!(unread == json!([]), "cannot be read: {unread}");
    reader
        .until(
            "[...document.querySelectorAll('article picture:not([hidden]) > img')].every((photo) => photo.complete && photo.naturalWidth)",
        )
        .await
}

/// How often the page's program asks to hear of something.
async fn ears(site: &Site) -> Result<Vec<Value>> {
    let reader = reader_of(&format!("window.wrong = {{ at: -1 }}; {BREAK}")).await?;
    reader.read(&site.at(PAGE)).await?;
    let ears = reader
        .sees("ears.map(({ name, target }) => `${name} ${target?.constructor.name ?? ''}`)")
        .await?;
    let ears = ears.as_array().cloned().unwrap_or_default();
    ensure!(ears.len() > 30, "it hears of too little: {ears:?}");
    reader.leave().await?;
    Ok(ears)
}

/// Opens the page once for each thing that its program wants to hear of, with that broken.
async fn each_broken(is_deaf: bool) -> Result<()> {
    let site = Site::start().await?;
    let mut unbroken = Vec::new();
    let reader = Reader::new(PHONE).await?;
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    reader.before_every_page(reading::WATCH).await?;
    // Which one it is stands in the address: what runs before a page cannot be taken back.
    reader
        .before_every_page(&format!(
            "window.wrong = {{ at: Number(location.search.slice(1)), deaf: {is_deaf} }}; {BREAK}"
        ))
        .await?;
    for (at, ear) in ears(&site).await?.iter().enumerate() {
        reader.open(&site.at(&format!("{PAGE}?{at}"))).await?;
        reader
            .until(&format!("['ready', 'failed'].includes({STATE})"))
            .await?;
        if !is_deaf {
            // Let it happen, such as it is, where it has not yet.
            reader
                .run(
                    "const { name, target } = ears[wrong.at];
                     scrollTo({ top: 0, behavior: 'instant' });
                     document.querySelector('.bar .next')?.click();
                     target?.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));",
                )
                .await?;
            reader.settle().await?;
        }
        if reader.sees("!!wrong.happened").await? != true {
            unbroken.push(ear.clone());
            continue;
        }
        // A browser that has no observers is one that the program knows.
        let is_known = is_deaf && ear.as_str().is_some_and(|ear| ear.contains("Observer"));
        let state = if is_known { "ready" } else { "failed" };
        reader
            .until(&format!("{STATE} === '{state}'"))
            .await
            .with_context(|| format!("{at}, {ear}"))?;
        everything_is_there(&reader)
            .await
            .with_context(|| format!("{at}, {ear}"))?;
    }
    // Few ask nothing of the browser when they hear of something, and cannot go wrong there.
    ensure!(unbroken.len() < 6, "these did not go wrong: {unbroken:?}");
    it_can_be_read(&reader).await?;
    reader.leave().await
}

#[tokio::test]
async fn whatever_cannot_start_leaves_the_story_to_be_read() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    each_broken(true).await
}

#[tokio::test]
async fn whatever_goes_wrong_later_leaves_the_story_to_be_read() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    each_broken(false).await
}

#[tokio::test]
async fn what_a_browser_does_not_do_when_it_is_asked_is_the_end_of_the_program() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    let site = Site::start().await?;
    for address in [PAGE, VIEWER] {
        let reader = reader_of("").await?;
        reader.read(&site.at(address)).await?;
        reader
            .run("Element.prototype.scrollIntoView = undefined; document.querySelector('.bar .next').click()")
            .await?;
        reader.until(&format!("{STATE} === 'failed'")).await?;
        everything_is_there(&reader).await?;
        reader.leave().await?;
    }
    Ok(())
}

/// What a browser may lack, refuse, or do otherwise, and what becomes of the program.
const BROWSERS: [(&str, &str, &str); 14] = [
    ("no WebAssembly", "delete window.WebAssembly", "failed"),
    (
        "no memory for a program",
        "WebAssembly.instantiateStreaming = WebAssembly.instantiate =
            async () => { throw new RangeError('WebAssembly.instantiate(): Out of memory') }",
        "failed",
    ),
    ("no fetch", "delete window.fetch", "failed"),
    (
        "no IntersectionObserver",
        "delete window.IntersectionObserver",
        "ready",
    ),
    ("no ResizeObserver", "delete window.ResizeObserver", "ready"),
    (
        "no dialogs",
        "delete HTMLDialogElement.prototype.showModal",
        "ready",
    ),
    ("no matchMedia", "delete window.matchMedia", ""),
    ("no Intl", "delete window.Intl", "ready"),
    (
        "no connection",
        "delete Navigator.prototype.connection",
        "ready",
    ),
    (
        "no scrollend",
        "delete window.onscrollend; delete Document.prototype.onscrollend",
        "ready",
    ),
    (
        "storage is forbidden",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
        "ready",
    ),
    (
        "storage is full",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "ready",
    ),
    (
        "the history is not to be changed so often",
        "history.replaceState = () => { throw new DOMException('often', 'SecurityError') }",
        "ready",
    ),
    (
        "no canvas",
        "HTMLCanvasElement.prototype.getContext = () => null",
        "ready",
    ),
];

#[tokio::test]
async fn in_a_browser_that_lacks_something_the_story_can_be_read() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    let site = Site::start().await?;
    for (what, script, state) in BROWSERS {
        let reader = reader_of(script).await?;
        reader.open(&site.at(PAGE)).await?;
        reader
            .until(&format!("['ready', 'failed'].includes({STATE})"))
            .await
            .context(what)?;
        it_can_be_read(&reader).await.context(what)?;
        let became = reader.reads(STATE).await?;
        ensure!(state.is_empty() || became == state, "{what}: {became}");
        reader.leave().await?;
    }
    Ok(())
}

/// The story's policy without leave for WebAssembly.
fn policy_without_programs() -> Result<String> {
    let headers =
        std::fs::read_to_string(browser_tests::root().join("dist/stories/starter/_headers"))?;
    let policy = headers
        .lines()
        .find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "))
        .context("the press names a policy")?;
    Ok(policy.replace(" 'wasm-unsafe-eval'", ""))
}

#[tokio::test]
async fn where_a_policy_refuses_webassembly_the_story_can_be_read() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    let site = Site::start().await?;
    site.say(PAGE, "content-security-policy", &policy_without_programs()?);
    let reader = reader_of("").await?;
    reader.open(&site.at(PAGE)).await?;
    reader.until(&format!("{STATE} === 'failed'")).await?;
    it_can_be_read(&reader).await?;
    // That it was refused is what this is about.
    let refused = reader.sees("violations.splice(0)").await?;
    ensure!(refused.to_string().contains("wasm-eval"), "{refused}");
    reader.leave().await
}

#[tokio::test]
async fn where_a_policy_refuses_scripts_too_nothing_of_ours_has_run() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    let site = Site::start().await?;
    site.say(
        PAGE,
        "content-security-policy",
        "script-src 'none'; object-src 'none'",
    );
    let reader = reader_of("").await?;
    reader.open(&site.at(PAGE)).await?;
    reader.until("document.readyState === 'complete'").await?;
    it_can_be_read(&reader).await?;
    ensure!(reader.reads(STATE).await? == "static");
    reader.run("violations.length = 0").await?;
    reader.leave().await
}

/// Takes every page of memory that there may be, as soon as a program has its own.
const NO_MEMORY_LEFT: &str = "
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name].bind(WebAssembly);
        WebAssembly[name] = async (...given) => {
            const made = await own(...given);
            for (const it of Object.values((made.instance ?? made).exports))
                if (it instanceof WebAssembly.Memory) it.grow(65536 - it.buffer.byteLength / 65536);
            return made;
        };
    }";

#[tokio::test]
async fn a_viewer_without_memory_for_a_story_says_that_it_could_not_start() -> Result<()> {
    if !can_be_broken().await? {
        return Ok(());
    }
    let site = Site::start().await?;
    let mut story: Value = serde_json::from_str(&browser_tests::story("starter"))?;
    let body = json!([{ "type": "paragraph", "content": ["All is well. ".repeat(20_000)] }]);
    story["cards"][0]["body"] = body;
    site.put(
        "/stories/starter/story.json",
        "application/json",
        story.to_string(),
    );
    let reader = reader_of(NO_MEMORY_LEFT).await?;
    reader.open(&site.at(VIEWER)).await?;
    reader.until(&format!("{STATE} === 'failed'")).await?;
    reader
        .until("document.querySelector('.trouble[role=alert] button')")
        .await?;
    reader.leave().await
}
