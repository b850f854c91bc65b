//! The other languages of a story, in the reading menu.

use leptos::prelude::*;
use web_sys::HtmlAnchorElement;

use reportage_viewer::dom;
use reportage_viewer::read::Page;
use reportage_viewer::read::editions::LINKS;

/// The links once more, for the reading menu; nothing if the story has no other edition.
#[component]
pub fn EditionList(page: Page) -> impl IntoView {
    let links = dom::all::<HtmlAnchorElement>(&page.article, LINKS);
    let label = page
        .article
        .query_selector(".editions")
        .ok()
        .flatten()
        .and_then(|editions| editions.get_attribute("aria-label"));
    (!links.is_empty()).then(|| {
        let links = links
            .iter()
            .map(|link| {
                let name = link.text_content();
                view! {
                    <li>
                        <a href=link.href() lang=link.lang() hreflang=link.hreflang()>
                            <bdi>{name}</bdi>
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <nav class="editions" aria-labelledby="reportage-editions">
                <h3 id="reportage-editions">{label}</h3>
                <ul>{links}</ul>
            </nav>
        }
    })
}
