use reportage_story::{Author, Publisher, Role, Story, Words};

use crate::markup::{Element, Node, element};
use crate::story::Setting;

/// The headline with its dek, who made the story, and when.
pub fn opening<'a>(story: &'a Story, setting: Setting<'a>) -> Element<'a> {
    let line = |class: &'static str, text: &'a str| element("p").set("class", class).child(text);
    let draft = story.draft.then(|| line("draft", &setting.words.draft));
    let publisher = story.publisher.as_ref().map(|it| publisher(it, setting));
    let dek = story.alternative_headline.as_ref();
    element("header")
        .set("class", "opening")
        .child(draft)
        .child(publisher)
        .child(element("h1").child(&story.headline))
        .child(dek.map(|dek| line("dek", dek)))
        .child(byline(&story.author, setting))
        .child(dates(story, setting.words))
        .child(corrections(story, setting.words))
        .child(editions(story, setting))
}

fn publisher<'a>(publisher: &'a Publisher, setting: Setting<'a>) -> Element<'a> {
    let name: Node<'_> = match &publisher.logo {
        Some(logo) => element("img")
            .set("class", "logo")
            .set("src", setting.base.resolve(logo))
            .set("alt", &publisher.name)
            .into(),
        None => (&publisher.name).into(),
    };
    let name = match &publisher.url {
        Some(url) => element("a")
            .set("href", setting.base.resolve(url))
            .child(name)
            .into(),
        None => name,
    };
    element("p").set("class", "publisher").child(name)
}

/// *Words: A and B. Pictures: C.*
fn byline<'a>(authors: &'a [Author], setting: Setting<'a>) -> Option<Element<'a>> {
    let mut byline = element("p").set("class", "byline");
    for role in [Role::Words, Role::Photos, Role::Editing] {
        let mut names = Vec::new();
        for author in authors.iter().filter(|author| author.role == role) {
            if !names.is_empty() {
                names.push(", ".into());
            }
            names.push(name(author, setting).into());
        }
        if names.is_empty() {
            continue;
        }
        let label = element("span")
            .set("class", "role-name")
            .child(label(role, setting.words));
        let role = element("span")
            .set("class", "role")
            .child(label)
            .child(" ")
            .child(names);
        byline = byline.child(role).child(" ");
    }
    (!authors.is_empty()).then_some(byline)
}

fn name<'a>(author: &'a Author, setting: Setting<'a>) -> Element<'a> {
    let name = element("bdi").child(&author.name);
    match &author.url {
        Some(url) => element("a")
            .set("rel", "author")
            .set("href", setting.base.resolve(url))
            .child(name),
        None => name,
    }
}

fn label(role: Role, words: &Words) -> &str {
    match role {
        Role::Words => &words.by_words,
        Role::Photos => &words.by_photos,
        Role::Editing => &words.by_editing,
    }
}

/// When the story was published, and when it was changed.
fn dates<'a>(story: &'a Story, words: &'a Words) -> Option<Element<'a>> {
    let published = story.date_published.as_ref();
    let updated = story.date_modified.as_ref();
    let updated = updated.filter(|date| published != Some(date));
    let dated = |label: &'a str, date: &'a String| {
        element("span")
            .set("class", "date")
            .child(label)
            .child(" ")
            .child(time(date, words))
    };
    let dates = [(&words.published, published), (&words.updated, updated)];
    let mut line = element("p").set("class", "dates");
    for (label, date) in dates {
        if let Some(date) = date {
            line = line.child(dated(label, date)).child(" ");
        }
    }
    (published.is_some() || updated.is_some()).then_some(line)
}

fn time<'a>(date: &'a str, words: &'a Words) -> Element<'a> {
    element("time")
        .set("datetime", date)
        .child(words.date(date))
}

/// What was wrong and has been put right.
fn corrections<'a>(story: &'a Story, words: &'a Words) -> Node<'a> {
    let corrections = story.correction.iter().map(|correction| {
        element("p")
            .set("class", "correction")
            .child(element("strong").child(&words.correction))
            .child(" (")
            .child(time(&correction.date_published, words))
            .child(") ")
            .child(&correction.text)
    });
    corrections.collect()
}

/// Links to the story in other languages.
fn editions<'a>(story: &'a Story, setting: Setting<'a>) -> Option<Element<'a>> {
    let links: Node<'_> = story
        .editions
        .iter()
        .map(|edition| {
            let link = element("a")
                .set("href", setting.base.edition(&edition.url))
                .set("hreflang", &edition.in_language)
                .set("lang", &edition.in_language)
                .child(element("bdi").child(&edition.name));
            element("li").child(link)
        })
        .collect();
    (!links.is_nothing()).then(|| {
        element("nav")
            .set("class", "editions")
            .set("aria-label", &setting.words.editions)
            .child(element("ul").child(links))
    })
}
