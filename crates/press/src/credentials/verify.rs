//! Verifying a manifest, by the C2PA's own crate.

use std::fmt;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use c2pa::validation_results::ValidationState as Outcome;
use c2pa::validation_status::TIMESTAMP_TRUSTED;
use c2pa::{Context, Error, Manifest, Reader, Settings, ValidationResults};
use reportage_story::{ContentCredentials, ValidationState};
use serde_json::json;

use super::{Provenance, history, secrets};
use crate::metadata;
use crate::original::sha256;

/// What every manifest has in it, uncompressed: the start of its box's type; in an SVG, where all
/// of that is base64, the element's name.
const MARKS: [&[u8]; 2] = [b"c2pa\0\x11\0\x10", b"c2pa:manifest"];

/// The code of what is no manifest that can be read: the C2PA's for whatever has no other.
const UNREADABLE: &str = "general.error";

/// The most characters of a signer's name that are taken.
const LONGEST_NAME: usize = 120;

/// Verifies manifests, trusting whom it was told to.
#[derive(Clone)]
pub struct Verifier {
    context: Arc<Context>,
    name: String,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Verifier").field(&self.name).finish()
    }
}

impl Default for Verifier {
    /// One that trusts nobody, so that no signer is verified.
    fn default() -> Self {
        static NOBODY: LazyLock<Arc<Context>> = LazyLock::new(|| {
            // These settings are ours, and the same in every run.
            context(None).unwrap_or_default().into_shared()
        });
        Self {
            context: NOBODY.clone(),
            name: "nobody".to_owned(),
        }
    }
}

impl Verifier {
    /// One that trusts the signers for whom one of these certificates vouches.
    ///
    /// # Errors
    /// If they are no certificates in PEM.
    pub fn trusting(anchors: &str) -> Result<Self, &'static str> {
        const NONE: &str = "it holds no certificates in PEM: -----BEGIN CERTIFICATE-----";
        // The crate would take other lines for the hashes of some.
        if !anchors.contains("-----BEGIN CERTIFICATE-----") {
            return Err(NONE);
        }
        let context = context(Some(anchors)).map_err(|_| NONE)?;
        Ok(Self {
            context: context.into_shared(),
            name: sha256(anchors.as_bytes()),
        })
    }

    /// What tells this one's findings from another's.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is known by the manifest in a picture; nothing, if there is none in it.
    ///
    /// It never fails: what cannot be read is broken.
    pub fn verify(&self, picture: &[u8]) -> Option<Provenance> {
        let has = |mark: &[u8]| picture.windows(mark.len()).any(|bytes| bytes == mark);
        if !MARKS.into_iter().any(has) {
            return None;
        }
        // The crate should not panic, but what it reads comes from anywhere.
        let read = catch_unwind(AssertUnwindSafe(|| {
            Reader::from_shared_context(&self.context)
                .with_stream(media_type(picture), Cursor::new(picture))
                .map(|reader| provenance(&reader))
        }));
        match read {
            Ok(Ok(provenance)) => Some(provenance),
            // It only spoke of the C2PA, or of a manifest elsewhere.
            Ok(Err(
                Error::JumbfNotFound
                | Error::RemoteManifestUrl(_)
                | Error::UnsupportedType
                | Error::ProvenanceMissing,
            )) => None,
            Ok(Err(_)) | Err(_) => Some(Provenance {
                broken: vec![UNREADABLE.to_owned()],
                ..Provenance::default()
            }),
        }
    }
}

/// The manifest in a picture, as a file of its own has it (`application/c2pa`).
pub fn manifest(picture: &[u8]) -> Option<Vec<u8>> {
    let load = || c2pa::jumbf_io::load_jumbf_from_memory(media_type(picture), picture);
    catch_unwind(AssertUnwindSafe(load)).ok()?.ok()
}

fn context(anchors: Option<&str>) -> c2pa::Result<Context> {
    let settings = json!({
        "trust": { "trust_anchors": anchors },
        "verify": { "remote_manifest_fetch": false, "ocsp_fetch": false },
        "core": {
            "allowed_network_hosts": [],
            // They name people by what other services say of them.
            "decode_identity_assertions": false,
        },
    });
    Context::new().with_settings(Settings::new().with_json(&settings.to_string())?)
}

/// By the first bytes, as the crate has it too: this is what it falls back on.
fn media_type(picture: &[u8]) -> &'static str {
    match picture {
        [0xFF, 0xD8, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'R', b'I', b'F', b'F', ..] => "image/webp",
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => "image/tiff",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', ..] => "image/avif",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "image/heic",
        _ => "image/svg+xml",
    }
}

fn provenance(reader: &Reader) -> Provenance {
    let results = reader.validation_results();
    let (Some(manifest), Some(results)) = (reader.active_manifest(), results) else {
        return Provenance {
            broken: vec![UNREADABLE.to_owned()],
            ..Provenance::default()
        };
    };
    let secrets = secrets::of(reader);
    let intact = |known| Provenance {
        known,
        secrets: secrets.clone(),
        broken: Vec::new(),
    };
    let signer = signer(manifest);
    match results.validation_state() {
        Outcome::Trusted if signer.is_some() => intact(ContentCredentials {
            validation_state: ValidationState::Trusted,
            signer,
            date_signed: date_signed(manifest, results),
            digital_source_type: history::of(reader, manifest),
            ..ContentCredentials::default()
        }),
        Outcome::Trusted | Outcome::Valid => intact(ContentCredentials {
            validation_state: ValidationState::Valid,
            digital_source_type: history::of(reader, manifest),
            ..ContentCredentials::default()
        }),
        Outcome::Invalid => Provenance {
            broken: failures(results),
            secrets,
            ..Provenance::default()
        },
    }
}

/// The organisation that the certificate names, or else whom or what it names.
fn signer(manifest: &Manifest) -> Option<String> {
    let name = manifest.issuer().or_else(|| manifest.common_name())?;
    let name = metadata::clean(&name)?;
    metadata::clean(&name.chars().take(LONGEST_NAME).collect::<String>())
}

/// The day of the time stamp on the signature, if it was verified too. The day will do: the
/// minute is nobody's business.
///
/// Of a claim in the C2PA's first version the crate calls any time stamp trusted; and other time
/// stamps than that on this signature may be in a manifest.
fn date_signed(manifest: &Manifest, results: &ValidationResults) -> Option<String> {
    let signature = format!("{}/c2pa.signature", manifest.label()?);
    let is_trusted = manifest.claim_version()? >= 2
        && results.active_manifest()?.success().iter().any(|status| {
            status.code() == TIMESTAMP_TRUSTED
                && status.url().is_some_and(|url| url.ends_with(&signature))
        });
    let time = manifest.time().filter(|_| is_trusted)?;
    time.get(..10).map(str::to_owned)
}

/// The codes of what does not hold, each once.
fn failures(results: &ValidationResults) -> Vec<String> {
    let own = results.active_manifest().into_iter();
    let deltas = results.ingredient_deltas().into_iter().flatten();
    let mut codes: Vec<_> = own
        .chain(deltas.map(|delta| delta.validation_deltas()))
        .flat_map(|statuses| statuses.failure())
        .map(|status| status.code().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}
