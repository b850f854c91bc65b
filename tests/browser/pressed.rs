//! Published pages, as the press writes them.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Site, story};
use serde_json::{Value, json};

/// What a browser that translates pages does: every text in a `font` element.
const TRANSLATE: &str = "
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    const shown = (text) => text.data.trim() && text.parentElement.localName !== 'script';
    for (const text of texts.filter(shown)) {
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        inner.textContent = `¡${text.data}!`;
        outer.append(inner);
        text.replaceWith(outer);
    }
";

#[tokio::test]
async fn a_page_with_its_story_is_woken_and_not_built_again() -> Result<()> {
    let site = Site::start().await?;
    let gate = site.hold(".wasm");
    let reader = Reader::new(PHONE).await?;
    reader.open(&site.at("/stories/mosul/")).await?;
    assert_eq!(
        reader
            .reads("document.documentElement.dataset.viewer")
            .await?,
        "loading"
    );
    reader
        .run("window.heading = document.querySelector('h1'); getSelection().selectAllChildren(heading); scrollTo(0, 1200)")
        .await?;
    gate.open();
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    assert_eq!(
        reader
            .sees("document.querySelector('h1') === window.heading")
            .await?,
        json!(true)
    );
    assert_eq!(reader.sees("scrollY").await?, json!(1200));
    assert_eq!(
        reader.reads("getSelection().toString()").await?,
        "Street by street into western Mosul"
    );
    assert_eq!(site.requests_for("story.json"), Vec::<String>::new());
    assert_eq!(reader.sees("window.shifts").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn a_page_that_was_translated_before_the_program_started_still_works() -> Result<()> {
    let site = Site::start().await?;
    site.fail("ground-shakes", 503, usize::MAX);
    let reader = Reader::new(DESKTOP).await?;
    read_translated(&reader, &site, "/stories/mosul/").await?;
    reader.go_to("#the-ground-shakes").await?;
    reader
        .until("document.querySelector('.photo-failed button')")
        .await?;
    reader.go_to("#war-takes-its-toll").await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.play-label').textContent")
            .await?,
        "¡Play video!"
    );
    reader
        .until(
            "document.getElementById('war-takes-its-toll').getAttribute('aria-current') === 'true'",
        )
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn what_the_program_says_later_was_translated_with_the_page() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    read_translated(&reader, &site, "/stories/mosul/?idle=1").await?;
    reader
        .until("document.querySelector('dialog.idle[open]')")
        .await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.idle h2').textContent")
            .await?,
        "¡Are you still reading?!"
    );
    reader.leave().await
}

/// Translates a page and only then lets its program start.
async fn read_translated(reader: &Reader, site: &Site, page: &str) -> Result<()> {
    let gate = site.hold(".wasm");
    reader.open(&site.at(page)).await?;
    reader.run(TRANSLATE).await?;
    gate.open();
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await
}

#[tokio::test]
async fn a_photo_that_failed_before_the_program_started_is_noticed() -> Result<()> {
    let site = Site::start().await?;
    site.fail("run-for-cover", 503, usize::MAX);
    let gate = site.hold(".wasm");
    let reader = Reader::new(PHONE).await?;
    reader.open(&site.at("/stories/mosul/")).await?;
    reader
        .until("document.querySelector('#cover img').complete && !document.querySelector('#cover img').naturalWidth")
        .await?;
    let before = site.requests_for("run-for-cover").len();
    site.mend();
    gate.open();
    reader
        .until("document.querySelector('#cover img').naturalWidth")
        .await?;
    assert_eq!(site.requests_for("run-for-cover").len(), before + 1);
    reader.leave().await
}

/// The sample stories, each of which is published.
const STORIES: [&str; 2] = ["mosul", "starter"];

#[tokio::test]
async fn without_javascript_every_word_photo_caption_and_credit_is_there() -> Result<()> {
    let site = Site::start().await?;
    for name in STORIES {
        let reader = Reader::new(PHONE).await?;
        reader.without_scripts().await?;
        reader.open(&site.at(&format!("/stories/{name}/"))).await?;
        // The browser's protocol can still look where the page's scripts cannot run.
        let state = "document.documentElement.dataset.viewer";
        assert_eq!(reader.reads(state).await?, "static");
        // What is folded away is a click away, by the browser's own means.
        reader
            .run("for (const details of document.querySelectorAll('details')) details.open = true")
            .await?;
        let text = reader
            .reads(&squeezed("document.querySelector('article').innerText"))
            .await?;
        let story: Value = serde_json::from_str(&story(name))?;
        let words = words(&story);
        assert!(words.len() > 30, "{name} says more than that");
        for words in words {
            assert!(text.contains(&words), "{name} does not say: {words}");
        }
        let photos: Vec<&Value> = story["cards"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(photos_of)
            .collect();
        assert_eq!(
            reader
                .sees("document.querySelectorAll('figure > picture > img').length")
                .await?,
            json!(photos.len())
        );
        let hidden = reader
            .sees(
                "[...document.querySelectorAll('img:not([data-src]), video, .words, .said')]
                    .filter((part) => getComputedStyle(part).visibility === 'hidden').length",
            )
            .await?;
        assert_eq!(hidden, json!(0));
        let controls = "[...document.querySelectorAll('video')].every((video) => video.controls)";
        assert_eq!(reader.sees(controls).await?, json!(true));
        // Photos come as the reader does.
        for (index, _) in photos
            .iter()
            .enumerate()
            // What becomes of a covered one is told in `notices`.
            .filter(|(_, photo)| photo["notice"].is_null())
        {
            let photo = format!("document.querySelectorAll('figure > picture > img')[{index}]");
            reader
                .run(&format!(
                    "{photo}.scrollIntoView({{ behavior: 'instant' }})"
                ))
                .await?;
            reader
                .until(&format!("{photo}.complete && {photo}.naturalWidth > 0"))
                .await?;
        }
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_page_and_the_viewer_have_the_same_elements() -> Result<()> {
    let site = Site::start().await?;
    for name in STORIES {
        let page = Reader::new(DESKTOP).await?;
        page.without_scripts().await?;
        page.open(&site.at(&format!("/stories/{name}/"))).await?;
        let published = page
            .reads(&format!("({OUTLINE})(document.querySelector('article'))"))
            .await?;
        page.leave().await?;

        let viewer = Reader::new(DESKTOP).await?;
        // The view's work, before any behaviour has touched it.
        viewer
            .before_every_page(
                "const put = Element.prototype.replaceChildren;
                Element.prototype.replaceChildren = function (...nodes) {
                    if (nodes[0]?.matches?.('article.story')) window.built = nodes[0].cloneNode(true);
                    return put.apply(this, nodes);
                };",
            )
            .await?;
        viewer
            .read(&site.at(&format!("/?story=stories/{name}/story.json")))
            .await?;
        let built = viewer.reads(&format!("({OUTLINE})(window.built)")).await?;
        viewer.leave().await?;

        let built = built
            .replace(&format!("stories/{name}/"), "")
            // A viewer opens other editions by their bundles.
            .replace("?story=ar/story.json", "ar/");
        let lines = published.lines().zip(built.lines());
        let mut parent = "";
        for (published, built) in lines {
            assert_eq!(published, built, "{name}, after {parent}");
            parent = published;
        }
        assert_eq!(published.lines().count(), built.lines().count(), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn the_program_is_asked_for_after_the_first_photo_has_arrived() -> Result<()> {
    let site = Site::start().await?;
    let first_photo = site.hold("/media/");
    let reader = Reader::new(PHONE).await?;
    let ahead = reader.photos_ahead();
    // The browser starts now: what follows waits for the page, and not for that.
    reader.open("about:blank").await?;
    let address = site.at("/stories/mosul/");
    let watch = async {
        // The page has been read as far as the engine looks ahead.
        reader
            .until_so("the first photos are asked for", || {
                site.requests_for("/media/").len() > ahead
            })
            .await?;
        assert_eq!(site.requests_for("reportage-"), Vec::<String>::new());
        first_photo.open();
        anyhow::Ok(())
    };
    // To open a page is to wait until it has loaded.
    tokio::try_join!(reader.read(&address), watch)?;
    let asked = site.requests();
    let at = |part: &str| asked.iter().position(|path| path.contains(part));
    assert!(at("/media/") < at("reportage-"), "{asked:#?}");
    // Of a page that is not in the viewer's folder nothing else is fetched.
    assert_eq!(site.requests_for("story.json"), Vec::<String>::new());
    reader.leave().await
}

// NUKnightLab/TimelineJS3#777
#[tokio::test]
async fn a_page_opened_from_a_disk_reads_like_one_without_javascript() -> Result<()> {
    let reader = Reader::new(PHONE).await?;
    let page = browser_tests::root()
        .join("dist/stories/mosul/index.html")
        .canonicalize()?;
    reader.open(&format!("file://{}", page.display())).await?;
    reader
        .until("document.querySelector('#cover img').naturalWidth")
        .await?;
    reader.until("document.readyState === 'complete'").await?;
    assert_eq!(
        reader
            .reads("document.documentElement.dataset.viewer")
            .await?,
        "static"
    );
    let spacing = "getComputedStyle(document.querySelector('h1')).letterSpacing";
    assert_ne!(reader.reads(spacing).await?, "normal", "it has its style");
    // A far photo is not fetched before the reader comes near, and then it is.
    assert_eq!(
        reader
            .sees("document.querySelector('#fighting-and-fleeing img').naturalWidth")
            .await?,
        json!(0)
    );
    reader.go_to("#fighting-and-fleeing").await?;
    reader
        .until("document.querySelector('#fighting-and-fleeing img').naturalWidth")
        .await?;
    assert_eq!(reader.sees("window.violations ?? []").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn a_draft_says_that_it_is_one() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/stories/starter/")).await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.opening .draft').innerText")
            .await?,
        "Draft, not for publication"
    );
    assert_eq!(
        reader
            .reads("document.querySelector('meta[name=robots]').content")
            .await?,
        "noindex"
    );
    reader.leave().await
}

/// An element and all that is in it, a line each: names, attributes in their order, text.
/// Comments are left out, and neighbouring texts are one.
const OUTLINE: &str = "function outline(element, depth = 0) {
    const indent = ' '.repeat(depth);
    const attributes = [...element.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
    const lines = [`${indent}<${element.localName}${attributes.join('')}>`];
    let text = '';
    const flush = () => { if (text) lines.push(`${indent} ${JSON.stringify(text)}`); text = ''; };
    for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) text += node.data;
        if (node.nodeType === Node.ELEMENT_NODE) { flush(); lines.push(outline(node, depth + 1)); }
    }
    flush();
    return lines.join('\\n');
}";

/// A JavaScript expression for text with every space and line's end as one space.
fn squeezed(text: &str) -> String {
    format!("{text}.replace(/\\s+/g, ' ')")
}

fn photos_of(card: &Value) -> Vec<&Value> {
    let single = ["photo", "before", "after"]
        .into_iter()
        .filter_map(|name| card.get(name));
    let several = card["photos"].as_array().into_iter().flatten();
    let poster = card["video"].get("poster");
    single.chain(several).chain(poster).collect()
}

/// Everything that a story says to its readers, each stretch of text for itself.
fn words(value: &Value) -> Vec<String> {
    const SAID: [&str; 9] = [
        "headline",
        "alternativeHeadline",
        "heading",
        "name",
        "creditLine",
        "caption",
        "content",
        "quote",
        "attribution",
    ];
    fn texts(value: &Value, words: &mut Vec<String>) {
        match value {
            Value::String(text) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                words.extend((!text.is_empty()).then_some(text));
            }
            Value::Array(values) => values.iter().for_each(|value| texts(value, words)),
            Value::Object(fields) => texts(fields.get("content").unwrap_or(&Value::Null), words),
            _ => {}
        }
    }
    fn look(value: &Value, words: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if SAID.contains(&name.as_str()) {
                        texts(value, words);
                    }
                    if name != "words" {
                        look(value, words);
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| look(value, words)),
            _ => {}
        }
    }
    let mut words_found = Vec::new();
    look(value, &mut words_found);
    words_found
}
