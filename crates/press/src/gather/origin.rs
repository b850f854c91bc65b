//! Where a photo comes from: what its Content Credentials say, and whether they may be published.

use reportage_story::{ContentCredentials, DigitalSourceType, Photo, ValidationState};

use super::Place;
use crate::complaint::{Complaint, Severity};
use crate::credentials::Provenance;
use crate::folder::Folder;
use crate::metadata;
use crate::original::Original;

/// Has a photo say what is known of its origin, and complains of what its author should know or
/// must not publish. What the author wants published stands in its Content Credentials before,
/// and as far as it may be so it does after.
pub fn tell(
    photo: &mut Photo,
    original: &Original,
    folder: &Folder,
    at: &Place<'_>,
    complaints: &mut Vec<Complaint>,
) {
    let wanted = photo.content_credentials.take().unwrap_or_default();
    let name = photo.variants.first().map(|variant| variant.src.clone());
    let name = name.unwrap_or_default();
    complaints.extend(
        wishes(&wanted)
            .filter_map(|wish| refused(wish, &name, original.provenance.as_ref(), folder))
            .map(|(message, help)| at.complaint(message).help(help)),
    );
    let Some(Provenance { known, broken, .. }) = &original.provenance else {
        return;
    };
    let mut warn = |message: String, help: &str| {
        complaints.push(Complaint {
            severity: Severity::Warning,
            ..at.complaint(message).help(help)
        });
    };
    if known.validation_state == ValidationState::Invalid {
        warn(
            format!(
                "{name} has broken Content Credentials: {}",
                broken.join(", ")
            ),
            "Readers are told. It was changed after it was signed, or its signature has run out: \
             get the file as it was signed",
        );
    }
    if let (Some(written), Some(signed)) = (photo.digital_source_type, known.digital_source_type)
        && !is_ai(written)
    {
        warn(
            format!(
                "digitalSourceType is {}, and by its Content Credentials {name} is {}",
                written.term(),
                signed.term()
            ),
            "Readers are told both. Take the line away if the Content Credentials are right",
        );
    }
    photo.digital_source_type = photo.digital_source_type.or(known.digital_source_type);
    photo.content_credentials = Some(Box::new(ContentCredentials {
        original: wanted.original,
        manifest: wanted.manifest,
        ..known.clone()
    }));
}

/// The settings by which an author has asked to publish something.
fn wishes(wanted: &ContentCredentials) -> impl Iterator<Item = &'static str> {
    let original = wanted.original.is_some().then_some("publishOriginal");
    let manifest = wanted.manifest.is_some().then_some("publishManifest");
    original.into_iter().chain(manifest)
}

/// Why what is wished is not done, and the way out.
fn refused(
    wish: &str,
    name: &str,
    provenance: Option<&Provenance>,
    folder: &Folder,
) -> Option<(String, String)> {
    let take_away = format!("Take {wish} away");
    let Some(provenance) = provenance else {
        return Some((format!("{name} has no Content Credentials"), take_away));
    };
    if provenance.known.validation_state == ValidationState::Invalid {
        let message = format!("{name} has broken Content Credentials, which prove nothing");
        return Some((message, take_away));
    }
    let mut secrets = provenance.secrets.clone();
    let what = match wish {
        "publishOriginal" => {
            // Whether it can be read is complained of where it is pressed.
            secrets.extend(metadata::secrets(&folder.read(name).ok()?));
            "as it is"
        }
        _ => "with its Content Credentials",
    };
    (!secrets.is_empty()).then(|| {
        (
            format!("{name} cannot be published {what}: it holds {}", secrets.join(", ")),
            format!(
                "{take_away}, or have position, serial numbers and thumbnails left out before it is signed"
            ),
        )
    })
}

/// Whether it says that AI had a part.
fn is_ai(source_type: DigitalSourceType) -> bool {
    matches!(
        source_type,
        DigitalSourceType::TrainedAlgorithmicMedia
            | DigitalSourceType::CompositeWithTrainedAlgorithmicMedia
            | DigitalSourceType::CompositeSynthetic
    )
}
