//! What vouches for photos' origin, published beside them where their author has asked for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pictures::complaint;
use super::{Out, OutError, Press, stem};
use crate::author::Manuscript;
use crate::complaint::Complaint;
use crate::credentials;
use crate::folder::Refused;
use crate::original::{Original, sha256};

/// Puts originals and manifests in place that the story's Content Credentials name, and has them
/// name what was put there. Returns what is wrong.
pub fn put(
    press: &Press<'_>,
    manuscript: &mut Manuscript,
    originals: &BTreeMap<String, Arc<Original>>,
    out: &Out,
) -> Result<Vec<Complaint>, OutError> {
    let mut wrong = Vec::new();
    for (card, content) in manuscript.story.cards.iter_mut().enumerate() {
        for (number, photo) in content.content.photos_mut().into_iter().enumerate() {
            let Some(known) = &mut photo.content_credentials else {
                continue;
            };
            let spot = (card, number);
            if let Some(name) = &mut known.original {
                match bytes(press, name, originals) {
                    Ok(bytes) => *name = place(&bytes, name, ending(&bytes), out)?,
                    Err(refused) => wrong.push((spot, name.clone(), refused)),
                }
            }
            if let Some(name) = &mut known.manifest {
                match bytes(press, name, originals).and_then(|bytes| manifest(&bytes)) {
                    Ok(bytes) => *name = place(&bytes, name, "c2pa", out)?,
                    Err(refused) => wrong.push((spot, name.clone(), refused)),
                }
            }
        }
    }
    Ok(wrong
        .iter()
        .map(|(spot, name, refused)| complaint(manuscript, *spot, name, refused))
        .collect())
}

/// The bytes of an original, which are those that have been looked into.
fn bytes(
    press: &Press<'_>,
    name: &str,
    originals: &BTreeMap<String, Arc<Original>>,
) -> Result<Vec<u8>, Refused> {
    let bytes = press.folder.read(name)?;
    let hash = sha256(&bytes);
    match originals.get(name) {
        Some(original) if original.sha256 == hash => Ok(bytes),
        _ => Err(Refused {
            message: "has changed since it was looked into".to_owned(),
            help: "Publish the story once more".to_owned(),
        }),
    }
}

fn manifest(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    credentials::manifest(bytes).ok_or_else(|| Refused {
        message: "does not let go of its Content Credentials".to_owned(),
        help: "Take publishManifest away".to_owned(),
    })
}

/// Puts a file in place and returns its address.
fn place(bytes: &[u8], name: &str, ending: &str, out: &Out) -> Result<String, OutError> {
    let address = format!("media/{}-{}.{ending}", stem(name), &sha256(bytes)[..16]);
    out.put_hashed(&address, bytes)?;
    Ok(address)
}

/// Of the two forms that an original is published in.
fn ending(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, ..] => "png",
        _ => "jpg",
    }
}
