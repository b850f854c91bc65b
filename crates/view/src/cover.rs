use std::sync::Arc;

use leptos::prelude::*;
use reportage_story::{Author, Photo, Role, Story, Words};

use crate::figure::{PhotoView, Priority};
use crate::sizes::Spot;
use crate::story::Setting;

/// The story's first card: the photo, the opening, and the opening words.
#[component]
pub fn CoverView(
    /// The story; none where a cover before this has opened it.
    opens: Option<Arc<Story>>,
    photo: Option<Photo>,
    /// The card's own heading and text.
    words: AnyView,
    priority: Priority,
    setting: Setting,
) -> impl IntoView {
    let photo = photo.map(|photo| {
        let setting = setting.clone();
        view! { <PhotoView photo spot=Spot::Cover priority setting/> }
    });
    // Its type is forgotten here, as in other large parts: types of whole pages
    // take the compiler to its limits and the program's size with them.
    let opening = opens.map(|story| view! { <OpeningView story setting/> }.into_any());
    view! {
        {photo}
        {opening}
        {words}
    }
}

/// The headline with its dek, who made the story, and when.
#[component]
pub fn OpeningView(story: Arc<Story>, setting: Setting) -> impl IntoView {
    let dek = story
        .alternative_headline
        .clone()
        .map(|dek| view! { <p class="dek">{dek}</p> });
    let publisher = story.publisher.clone().map(|publisher| {
        let name = publisher.name;
        let name = match publisher.logo {
            Some(logo) => {
                view! { <img class="logo" src=setting.base.resolve(&logo) alt=name/> }.into_any()
            }
            None => name.into_any(),
        };
        let name = match publisher.url {
            Some(url) => view! { <a href=setting.base.resolve(&url)>{name}</a> }.into_any(),
            None => name,
        };
        view! { <p class="publisher">{name}</p> }
    });
    let draft = story
        .draft
        .then(|| view! { <p class="draft">{setting.words.draft.clone()}</p> });
    view! {
        <header class="opening">
            {draft}
            {publisher}
            <h1>{story.headline.clone()}</h1>
            {dek}
            <Byline authors=story.author.clone() setting=setting.clone()/>
            <Dates story=story.clone() setting=setting.clone()/>
            <Editions story=story.clone() setting=setting.clone()/>
        </header>
    }
}

/// *Words: A and B. Pictures: C.*
#[component]
fn Byline(authors: Vec<Author>, setting: Setting) -> impl IntoView {
    let parts = [Role::Words, Role::Photos, Role::Editing]
        .into_iter()
        .filter_map(|role| {
            let names: Vec<_> = authors
                .iter()
                .filter(|author| author.role == role)
                .map(|author| author_view(author, &setting))
                .collect();
            (!names.is_empty()).then(|| {
                let label = label(role, &setting.words).to_owned();
                view! {
                    <span class="role">
                        <span class="role-name">{label}</span>
                        " "
                        {separated(names)}
                    </span>
                    " "
                }
            })
        })
        .collect_view();
    (!authors.is_empty()).then(|| view! { <p class="byline">{parts}</p> })
}

fn author_view(author: &Author, setting: &Setting) -> AnyView {
    let name = author.name.clone();
    match &author.url {
        Some(url) => view! {
            <a rel="author" href=setting.base.resolve(url)>
                <bdi>{name}</bdi>
            </a>
        }
        .into_any(),
        None => view! { <bdi>{name}</bdi> }.into_any(),
    }
}

fn separated(names: Vec<AnyView>) -> impl IntoView {
    names
        .into_iter()
        .enumerate()
        // Not an empty text for the first: a page writes that as a space.
        .map(|(index, name)| ((index > 0).then_some(", "), name))
        .collect_view()
}

fn label(role: Role, words: &Words) -> &str {
    match role {
        Role::Words => &words.by_words,
        Role::Photos => &words.by_photos,
        Role::Editing => &words.by_editing,
    }
}

/// When the story was published and changed, and what was corrected.
#[component]
fn Dates(story: Arc<Story>, setting: Setting) -> impl IntoView {
    let words = setting.words;
    let date = |label: &str, date: &Option<String>| {
        date.as_ref().map(|date| {
            let written = words.date(date).to_owned();
            view! {
                <span class="date">
                    {format!("{label} ")}
                    <time datetime=date.clone()>{written}</time>
                </span>
                " "
            }
        })
    };
    let published = date(&words.published, &story.date_published);
    let updated = date(
        &words.updated,
        &story
            .date_modified
            .clone()
            .filter(|date| story.date_published.as_ref() != Some(date)),
    );
    let corrections = story
        .correction
        .iter()
        .map(|correction| {
            let written = words.date(&correction.date_published).to_owned();
            view! {
                <p class="correction">
                    <strong>{words.correction.clone()}</strong>
                    " ("
                    <time datetime=correction.date_published.clone()>{written}</time>
                    ") "
                    {correction.text.clone()}
                </p>
            }
        })
        .collect_view();
    let dates = (published.is_some() || updated.is_some())
        .then(|| view! { <p class="dates">{published} {updated}</p> });
    view! {
        {dates}
        {corrections}
    }
}

/// Links to the story in other languages.
#[component]
fn Editions(story: Arc<Story>, setting: Setting) -> impl IntoView {
    (!story.editions.is_empty()).then(|| {
        let links = story
            .editions
            .iter()
            .map(|edition| {
                view! {
                    <li>
                        <a
                            href=setting.base.edition(&edition.url)
                            hreflang=edition.in_language.clone()
                            lang=edition.in_language.clone()
                        >
                            <bdi>{edition.name.clone()}</bdi>
                        </a>
                    </li>
                }
            })
            .collect_view();
        let label = setting.words.editions.clone();
        view! {
            <nav class="editions" aria-label=label>
                <ul>{links}</ul>
            </nav>
        }
    })
}
