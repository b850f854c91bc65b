use std::collections::BTreeMap;

use serde::Serialize;

use crate::story::is_default;

/// Defines [`Words`] once: its fields, their names in JSON, and the English that
/// stands where a bundle brings no word of its own.
macro_rules! words {
    ($( $(#[$doc:meta])* $field:ident, $key:literal, $english:literal; )*) => {
        /// The words of the interface, in the story's language, so that the
        /// program that shows it needs no tables of languages.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(default)]
        pub struct Words {
            $( $(#[$doc])* #[serde(rename = $key)] pub $field: String, )*
            /// How long the countdown still runs; `{n}` stands for the number.
            #[serde(rename = "secondsLeft")]
            pub seconds_left: PluralForms,
            /// Dates of this story as they are written in its language, by the
            /// ISO 8601 date: `"2017-03-31": "31 March 2017"`.
            #[serde(default, skip_serializing_if = "is_default")]
            pub dates: BTreeMap<String, String>,
        }

        impl Default for Words {
            fn default() -> Self {
                Self {
                    $( $field: $english.to_owned(), )*
                    seconds_left: PluralForms {
                        one: Some("The story starts again in {n} second.".to_owned()),
                        other: "The story starts again in {n} seconds.".to_owned(),
                        ..PluralForms::default()
                    },
                    dates: BTreeMap::new(),
                }
            }
        }

        impl Words {
            /// The names in JSON of everything that a bundle can say in words of its own.
            pub const NAMES: &[&str] = &[$( $key, )* "secondsLeft", "dates"];

            /// Every word that is a plain string, by its name in JSON.
            pub(crate) fn plain(&mut self) -> impl Iterator<Item = (&'static str, &mut String)> {
                [ $( ($key, &mut self.$field), )* ].into_iter()
            }
        }
    };
}

words! {
    /// Before the names of those who wrote the story.
    by_words, "byWords", "Words";
    /// Before the names of those who made the pictures.
    by_photos, "byPhotos", "Pictures";
    /// Before the names of those who edited the story.
    by_editing, "byEditing", "Editing";
    /// Before the date of publication.
    published, "published", "Published";
    /// Before the date of the last change.
    updated, "updated", "Updated";
    /// Before a correction.
    correction, "correction", "Correction";
    /// Said of a story that is not published yet.
    draft, "draft", "Draft, not for publication";
    /// The heading of the list of credits.
    credits, "credits", "Credits";
    /// Names the list of the story's editions.
    editions, "editions", "Other languages";
    /// Said of a picture that a person drew.
    illustration, "illustration", "Illustration";
    /// Said of a picture drawn from data.
    graphic, "graphic", "Graphic";
    /// Said of a picture put together from several.
    composite, "composite", "Composite image";
    /// Said of a picture made by generative AI.
    made_with_ai, "madeWithAi", "Made with AI";
    /// Said of a photograph edited by generative AI.
    edited_with_ai, "editedWithAi", "Edited with AI";
    /// Said of a picture made by a program without training data.
    computer_made, "computerMade", "Computer-made image";
    /// Said of a picture of a screen.
    screenshot, "screenshot", "Screenshot";
    /// Said where a photo's Content Credentials are intact; the name of whom they are known
    /// to be signed by follows.
    signed_by, "signedBy", "The original’s Content Credentials are intact, signed by";
    /// Said where they are intact and it is not known who signed them.
    signer_not_verified, "signerNotVerified", "The original’s Content Credentials are intact; who signed them was not verified";
    /// Said where they are broken.
    credentials_broken, "credentialsBroken", "The original’s Content Credentials are broken; nothing they say could be verified";
    /// Leads to a photo's original.
    original_file, "originalFile", "Original file";
    /// Leads to a photo's Content Credentials in a file of their own.
    manifest_file, "manifestFile", "File of the Content Credentials";
    /// Stands for a description that is missing.
    no_description, "noDescription", "Photo without a description";
    /// Said in place of a photo that did not arrive.
    photo_failed, "photoFailed", "This photo has not arrived.";
    /// Fetches a photo once more.
    try_again, "tryAgain", "Try again";
    /// Plays a video.
    play_video, "playVideo", "Play video";
    /// Said when a video could not be played.
    video_failed, "videoFailed", "This video could not be played.";
    /// Names a video's transcript.
    transcript, "transcript", "Transcript";
    /// Stands for a picture's licence where no copyright notice does.
    license, "license", "Licence";
    /// Uncovers a picture that has a notice.
    show_picture, "showPicture", "Show the picture";
    /// Asks whether anybody is reading.
    idle_title, "idleTitle", "Are you still reading?";
    /// Says why it is asked.
    idle_text, "idleText", "This page has not been used for a while.";
    /// Answers that somebody is.
    keep_reading, "keepReading", "Keep reading";
    /// Goes to the card before.
    previous_card, "previousCard", "Previous card";
    /// Goes to the card after.
    next_card, "nextCard", "Next card";
    /// Goes to the first card.
    first_card, "firstCard", "First card";
    /// Goes to the last card.
    last_card, "lastCard", "Last card";
    /// Where the reader is: `{n}` stands for the card's number, `{total}` for how many
    /// there are.
    position, "position", "{n} of {total}";
    /// Names the list of cards.
    contents, "contents", "In this story";
    /// Shares the card that the reader is at, or copies its address.
    share_card, "shareCard", "Share this card";
    /// Said when the card's address has been copied.
    link_copied, "linkCopied", "Link copied";
    /// Fills the screen with a story that is embedded in another page.
    full_screen, "fullScreen", "Full screen";
    /// Leads from a story that is embedded to its own page.
    open_in_new_tab, "openInNewTab", "Open in a new tab";
    /// Offers the card at which the reader stopped on an earlier visit.
    continue_reading, "continueReading", "Continue where you were";
    /// Declines an offer.
    dismiss, "dismiss", "No, thanks";
    /// Names the reading menu.
    settings, "settings", "Reading settings";
    /// Names the choice of text size.
    text_size, "textSize", "Text size";
    /// Names the choice of colours.
    colors, "colors", "Colours";
    /// Chooses dark letters on a light ground.
    light, "light", "Light";
    /// Chooses light letters on a dark ground.
    dark, "dark", "Dark";
    /// Names the choice of motion.
    motion, "motion", "Motion";
    /// Chooses less motion.
    less_motion, "lessMotion", "Less";
    /// Chooses what the device is set to.
    like_device, "likeDevice", "As on this device";
    /// Names the choice of how to move.
    reading_mode, "readingMode", "Move by";
    /// Chooses to scroll.
    scroll, "scroll", "Scrolling";
    /// Chooses to swipe from card to card.
    swipe, "swipe", "Swiping";
    /// Names the choice of how many pixels photos have.
    photo_size, "photoSize", "Photos";
    /// Chooses few of them, to save data.
    smaller_photos, "smallerPhotos", "Smaller";
    /// Chooses all that the screen can show.
    full_photos, "fullPhotos", "Full";
    /// Said, briefly, while data is saved.
    saving_data, "savingData", "Saving data: small photos";
    /// Chooses to have the reader's place remembered.
    remember_place, "rememberPlace", "Remember my place on this device";
    /// Names the list of keys.
    keys, "keys", "Keys";
    /// Closes a dialog.
    close, "close", "Close";
    /// Opens a photo large.
    enlarge, "enlarge", "Enlarge the photo";
    /// Makes an enlarged photo larger.
    zoom_in, "zoomIn", "Larger";
    /// Makes an enlarged photo smaller.
    zoom_out, "zoomOut", "Smaller";
    /// Uncovers every picture of the story that has a notice.
    show_all_pictures, "showAllPictures", "Show all in this story";
    /// Stands for a picture with a notice in a copy that is passed on: `{notice}` stands for it.
    picture_left_out, "pictureLeftOut", "A picture has been left out here: {notice}";
    /// Prints the story with all its photos.
    print, "print", "Print";
    /// Keeps the story on the reader's device.
    save_offline, "saveOffline", "Save for offline";
    /// Said of a story that is kept there.
    saved_offline, "savedOffline", "Saved for offline";
    /// Said when saving has come to a halt.
    saving_stopped, "savingStopped", "Saving has stopped. What has arrived is kept.";
    /// Goes on with saving.
    continue_saving, "continueSaving", "Continue saving";
    /// Takes the story off the device again.
    remove_saved, "removeSaved", "Remove from this device";
    /// Names a row of photos.
    gallery, "gallery", "Photos";
}

impl Words {
    /// `date` as it is written in the story's language, or else as it is in the
    /// bundle, without its time.
    pub fn date<'a>(&'a self, date: &'a str) -> &'a str {
        let day = date.get(..10).unwrap_or(date);
        self.dates
            .get(date)
            .or_else(|| self.dates.get(day))
            .map_or(day, String::as_str)
    }
}

/// A sentence with a number in it, in the forms of the Unicode CLDR's [plural
/// rules](https://cldr.unicode.org/index/cldr-spec/plural-rules).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PluralForms {
    /// For none, in languages that have a form for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zero: Option<String>,
    /// For one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one: Option<String>,
    /// For two, in languages that have a dual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two: Option<String>,
    /// For few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub few: Option<String>,
    /// For many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub many: Option<String>,
    /// For every number that no other form is for.
    pub other: String,
}

impl PluralForms {
    /// The forms that there are, by the names of their categories.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("zero", self.zero.as_deref()),
            ("one", self.one.as_deref()),
            ("two", self.two.as_deref()),
            ("few", self.few.as_deref()),
            ("many", self.many.as_deref()),
            ("other", Some(self.other.as_str())),
        ]
        .into_iter()
        .filter_map(|(category, form)| Some((category, form?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_the_bundle_wants_it_or_else_without_its_time() {
        let mut words = Words::default();
        assert_eq!(words.date("2017-03-31T09:00:00Z"), "2017-03-31");
        words
            .dates
            .insert("2017-03-31".into(), "31 March 2017".into());
        assert_eq!(words.date("2017-03-31T09:00:00Z"), "31 March 2017");
        assert_eq!(words.date("yesterday"), "yesterday");
    }
}
