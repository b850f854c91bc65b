use reportage_view::Base;

/// A page with the story in it already, as a press writes it: the viewer's page
/// with the view's HTML in the place of its placeholder. `story_address` is where
/// the bundle lies.
pub fn pressed_page(story_json: &str, story_address: &str) -> String {
    let index = std::fs::read_to_string(crate::root().join("dist/index.html"))
        .expect("the viewer is built");
    let story = reportage_story::read(story_json)
        .expect("this is a story")
        .story;
    let html = reportage_view::to_html(story, Base::of(story_address));
    let start = index
        .find("placeholder-page")
        .and_then(|class| index[..class].rfind("<div"))
        .expect("the viewer's page has a placeholder");
    let end = index.find("</main>").expect("the viewer's page has a main");
    format!("{}{html}{}", &index[..start], &index[end..])
}
