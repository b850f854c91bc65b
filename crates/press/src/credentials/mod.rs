//! Content Credentials: what the C2PA's manifest in a picture says of its origin, and what of
//! that holds. Nothing is asked of any network: a manifest that lies elsewhere is none, and
//! whether a certificate was revoked is known only where the manifest brings that along.

#[cfg(feature = "c2pa")]
mod history;
#[cfg(feature = "c2pa")]
mod secrets;
#[cfg(feature = "c2pa")]
mod verify;

use reportage_story::ContentCredentials;

#[cfg(feature = "c2pa")]
pub use verify::{Verifier, manifest};
#[cfg(not(feature = "c2pa"))]
pub use without::{Verifier, manifest};

/// What was found out about the manifest in a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// What readers are told.
    pub known: ContentCredentials,
    /// What does not hold, by the C2PA's codes: `assertion.dataHash.mismatch`.
    pub broken: Vec<String>,
    /// What the manifest holds that must not be published: `exif:GPSLatitude`.
    pub secrets: Vec<String>,
}

/// A press without the crate that reads manifests.
#[cfg(not(feature = "c2pa"))]
mod without {
    use super::Provenance;

    /// Knows nothing of any picture.
    #[derive(Clone, Debug, Default)]
    pub struct Verifier(());

    impl Verifier {
        /// # Errors
        /// Always.
        pub fn trusting(_: &str) -> Result<Self, &'static str> {
            Err("this reportage was compiled without the feature c2pa, which verifies signatures")
        }

        /// What tells this one's findings from another's.
        pub fn name(&self) -> &str {
            "none"
        }

        /// Nothing.
        pub fn verify(&self, _: &[u8]) -> Option<Provenance> {
            None
        }
    }

    /// Nothing.
    pub fn manifest(_: &[u8]) -> Option<Vec<u8>> {
        None
    }
}
