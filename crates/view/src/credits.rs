use std::sync::Arc;

use leptos::prelude::*;
use reportage_story::{Card, Content, Story};

use crate::figure::source_type_label;
use crate::story::Setting;

/// The list of credits that ends a story: every picture with its card, its maker
/// and its rights.
#[component]
pub fn CreditsView(story: Arc<Story>, setting: Setting) -> impl IntoView {
    let mut title = story.headline.as_str();
    let entries: Vec<_> = story
        .cards
        .iter()
        .flat_map(|card| {
            // A card without a heading goes on under the one before it.
            title = card.heading.as_deref().unwrap_or(title);
            entries(card, title, &setting)
        })
        .collect();
    (!entries.is_empty()).then(|| {
        let title = setting.words.credits.clone();
        let entries = entries
            .into_iter()
            .map(|entry| entry.view(&setting))
            .collect_view();
        view! {
            <footer class="credits">
                <h2>{title}</h2>
                <ul>{entries}</ul>
            </footer>
        }
    })
}

/// What is owed to somebody for one picture.
#[derive(PartialEq)]
struct Entry {
    card: String,
    title: String,
    source_type: Option<String>,
    credit: Option<String>,
    copyright: Option<String>,
    license: Option<String>,
}

fn entries(card: &Card, title: &str, setting: &Setting) -> Vec<Entry> {
    let mut entries: Vec<Entry> = card
        .content
        .photos()
        .into_iter()
        .map(|photo| Entry {
            card: card.id.clone(),
            title: title.to_owned(),
            source_type: photo
                .digital_source_type
                .and_then(|source_type| source_type_label(source_type, &setting.words))
                .map(str::to_owned),
            credit: photo.credit().map(str::to_owned),
            copyright: photo.copyright_notice.clone(),
            license: photo.license.clone(),
        })
        .collect();
    if let Content::Video { video } = &card.content {
        entries.push(Entry {
            card: card.id.clone(),
            title: title.to_owned(),
            source_type: None,
            credit: video.credit().map(str::to_owned),
            copyright: None,
            license: None,
        });
    }
    entries.retain(|entry| {
        entry.credit.is_some() || entry.copyright.is_some() || entry.license.is_some()
    });
    // A gallery by one photographer is one line.
    entries.dedup();
    entries
}

impl Entry {
    fn view(self, setting: &Setting) -> impl IntoView + use<> {
        let source_type = self
            .source_type
            .map(|text| view! { <span class="source-type">{text}</span> " " });
        let credit = self
            .credit
            .map(|credit| view! { <bdi class="credit">{credit}</bdi> " " });
        let copyright = self
            .copyright
            .or_else(|| self.license.as_ref().map(|_| setting.words.license.clone()));
        let copyright = copyright.map(|copyright| match &self.license {
            Some(license) => {
                let href = setting.base.resolve(license);
                view! {
                    <a class="copyright" rel="license noopener" href=href>
                        <bdi>{copyright}</bdi>
                    </a>
                }
                .into_any()
            }
            None => view! { <bdi class="copyright">{copyright}</bdi> }.into_any(),
        });
        view! {
            <li>
                <a class="credited" href=format!("#{}", self.card)>
                    {self.title}
                </a>
                " "
                {source_type}
                {credit}
                {copyright}
            </li>
        }
    }
}
