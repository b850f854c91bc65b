use reportage_story::{Photo, ValidationState};

use crate::figure::source_type_label;
use crate::markup::{Element, element};
use crate::story::Setting;

/// What is known of a photo's origin, in a line of its own; nothing, if its original had no
/// Content Credentials.
pub fn credentials<'a>(photo: &'a Photo, setting: Setting<'a>) -> Option<Element<'a>> {
    let known = photo.content_credentials.as_ref()?;
    let words = setting.words;
    let line = element("span").set("class", "credentials");
    let mut line = match (known.validation_state, &known.signer) {
        (ValidationState::Trusted, Some(signer)) => {
            let date = known.date_signed.as_ref();
            line.child(&words.signed_by)
                .child(" ")
                .child(element("bdi").child(signer))
                .child(date.map(|date| format!(", {}", words.date(date))))
        }
        (ValidationState::Invalid, _) => line.child(&words.credentials_broken),
        _ => line.child(&words.signer_not_verified),
    };
    line = line.child(".");
    // What the photo itself says already is not said twice.
    let made = known.digital_source_type;
    if let Some(label) = made
        .filter(|_| made != photo.digital_source_type)
        .and_then(|made| source_type_label(made, words))
    {
        let label = element("span").set("class", "source-type").child(label);
        line = line.child(" ").child(label);
    }
    for (address, word) in [
        (&known.original, &words.original_file),
        (&known.manifest, &words.manifest_file),
    ] {
        if let Some(address) = address {
            let link = element("a")
                .set("href", setting.base.resolve(address))
                .set("rel", "noopener")
                .child(word);
            line = line.child(" ").child(link);
        }
    }
    Some(line)
}
