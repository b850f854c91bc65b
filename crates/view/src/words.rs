use reportage_story::Words;

use crate::markup::{Element, Node, element};

/// The words that the reader's behaviours speak, as a hidden list: the page says
/// them, so a browser that translates the page translates them too.
pub fn interface_words(words: &Words) -> Element<'_> {
    let plain: Node<'_> = [
        ("tryAgain", &words.try_again),
        ("photoFailed", &words.photo_failed),
        ("playVideo", &words.play_video),
        ("videoFailed", &words.video_failed),
        ("idleTitle", &words.idle_title),
        ("idleText", &words.idle_text),
        ("keepReading", &words.keep_reading),
        ("previousCard", &words.previous_card),
        ("nextCard", &words.next_card),
        ("firstCard", &words.first_card),
        ("lastCard", &words.last_card),
        ("position", &words.position),
        ("contents", &words.contents),
        ("shareCard", &words.share_card),
        ("linkCopied", &words.link_copied),
        ("fullScreen", &words.full_screen),
        ("openInNewTab", &words.open_in_new_tab),
        ("continueReading", &words.continue_reading),
        ("dismiss", &words.dismiss),
        ("settings", &words.settings),
        ("textSize", &words.text_size),
        ("colors", &words.colors),
        ("light", &words.light),
        ("dark", &words.dark),
        ("motion", &words.motion),
        ("lessMotion", &words.less_motion),
        ("likeDevice", &words.like_device),
        ("readingMode", &words.reading_mode),
        ("scroll", &words.scroll),
        ("swipe", &words.swipe),
        ("photoSize", &words.photo_size),
        ("smallerPhotos", &words.smaller_photos),
        ("fullPhotos", &words.full_photos),
        ("savingData", &words.saving_data),
        ("rememberPlace", &words.remember_place),
        ("keys", &words.keys),
        ("close", &words.close),
        ("enlarge", &words.enlarge),
        ("zoomIn", &words.zoom_in),
        ("zoomOut", &words.zoom_out),
        ("showAllPictures", &words.show_all_pictures),
        ("print", &words.print),
        ("saveOffline", &words.save_offline),
        ("savedOffline", &words.saved_offline),
        ("savingStopped", &words.saving_stopped),
        ("continueSaving", &words.continue_saving),
        ("removeSaved", &words.remove_saved),
    ]
    .into_iter()
    .map(|(name, word)| element("li").set("data-word", name).child(word))
    .collect();
    let plural: Node<'_> = words
        .seconds_left
        .forms()
        .map(|(category, form)| {
            element("li")
                .set("data-word", "secondsLeft")
                .set("data-plural", category)
                .child(form)
        })
        .collect();
    element("ul")
        .set("class", "interface-words")
        .flag("hidden", true)
        .child(plain)
        .child(plural)
}
