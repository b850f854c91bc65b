//! Whatever a picture's Content Credentials hold, they are verified or broken; and what looks for
//! secrets in a picture finds its way through it.

#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use c2pa::{Builder, Context, EphemeralSigner, Signer};
use libfuzzer_sys::fuzz_target;
use reportage_press::credentials::{Verifier, manifest};
use reportage_press::metadata;
use reportage_story::ValidationState;

/// The smallest of pictures, signed, and whoever trusts its signer.
static SIGNED: LazyLock<(Vec<u8>, Verifier)> = LazyLock::new(|| {
    let signer = EphemeralSigner::new("camera.example").expect("keys can be made");
    let authority = signer
        .certs()
        .expect("it has some")
        .pop()
        .expect("the authority's is last");
    let authority = pem(&authority);
    let mut signed = Cursor::new(Vec::new());
    Builder::from_context(Context::new())
        .with_definition(
            r#"{ "claim_generator_info": [{ "name": "a camera" }], "assertions": [{
                "label": "c2pa.actions", "data": { "actions": [{ "action": "c2pa.created",
                "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" }] } }] }"#,
        )
        .and_then(|mut builder| {
            builder.sign(&signer, "image/jpeg", &mut Cursor::new(JPEG), &mut signed)
        })
        .expect("it can be signed");
    let verifier = Verifier::trusting(&authority).expect("it is a certificate");
    (signed.into_inner(), verifier)
});

/// A JPEG's shape.
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
    \xFF\xDB\0\x04\0\0\xFF\xDA\0\x04\0\0\x01\x02\x03\xFF\xD9";

fuzz_target!(|data: (&[u8], Vec<(u16, u8)>)| {
    let (picture, changes) = data;
    let (signed, verifier) = &*SIGNED;
    look(verifier, picture);
    // The signed one with some bytes changed: few are a manifest by chance.
    let mut changed = signed.clone();
    for (at, byte) in changes {
        let at = usize::from(at) % changed.len();
        changed[at] = byte;
    }
    let state = look(verifier, &changed).map(|provenance| provenance.known.validation_state);
    // What was signed stands before the manifest and after it.
    let start = signed.iter().zip(JPEG).take_while(|(a, b)| a == b).count() - 1;
    let end = start + signed.len() - JPEG.len();
    if changed == *signed {
        assert_eq!(state, Some(ValidationState::Trusted));
    } else if changed[..start] != signed[..start] || changed[end..] != signed[end..] {
        assert!(
            matches!(state, None | Some(ValidationState::Invalid)),
            "{state:?}"
        );
    }
});

fn look(verifier: &Verifier, picture: &[u8]) -> Option<reportage_press::credentials::Provenance> {
    metadata::secrets(picture);
    manifest(picture);
    verifier.verify(picture)
}

fn pem(certificate: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(certificate);
    let lines: Vec<_> = text
        .as_bytes()
        .chunks(64)
        .map(String::from_utf8_lossy)
        .collect();
    format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    )
}
