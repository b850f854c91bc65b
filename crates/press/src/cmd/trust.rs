//! Whom a publisher trusts to say who signed a picture. It is no story's to say.

use std::fs;
use std::path::PathBuf;

use reportage_press::credentials::Verifier;
use reportage_press::original::Originals;

use crate::End;

#[derive(clap::Args)]
pub struct Trust {
    /// Certificates (PEM) of those whom you trust to say who signed a picture's Content Credentials;
    /// without them no signer is named
    #[arg(long, value_name = "FILE")]
    trust_anchors: Option<PathBuf>,
}

impl Trust {
    /// Verifies by these certificates.
    pub fn verifier(&self) -> Result<Verifier, End> {
        let Some(file) = &self.trust_anchors else {
            return Ok(Verifier::default());
        };
        let usage =
            |what: String| End::Usage(format!("--trust-anchors {}: {what}", file.display()));
        let anchors = fs::read_to_string(file)
            .map_err(|error| usage(format!("it cannot be read: {error}")))?;
        Verifier::trusting(&anchors).map_err(|what| usage(what.to_owned()))
    }

    /// Originals that are verified so.
    pub fn originals(&self) -> Result<Originals, End> {
        self.verifier().map(Originals::verified_by)
    }
}
