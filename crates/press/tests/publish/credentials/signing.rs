//! Pictures with Content Credentials, signed as a camera or a program signs them.

use std::io::Cursor;

use c2pa::{Builder, Context, EphemeralSigner, Signer};
use image::{Rgb, RgbImage};
use reportage_press::credentials::Verifier;
use serde_json::{Value, json};

/// Who signs: the crate names no other organisation in the certificates that it makes.
pub const SIGNER: &str =
    "Self-signed ephemeral certificate (Content Authenticity SDK) -- LOCAL USE ONLY";

const VOCABULARY: &str = "http://cv.iptc.org/newscodes/digitalsourcetype";

/// Somebody with a key, and with a certificate that an authority made for them.
pub struct Hand {
    signer: EphemeralSigner,
}

impl Hand {
    pub fn new() -> Self {
        let signer = EphemeralSigner::new("camera.example").expect("keys can be made");
        Self { signer }
    }

    /// The certificate of the authority, as a file has it.
    pub fn authority(&self) -> String {
        let certificates = self.signer.certs().expect("it has some");
        let authority = certificates.last().expect("the authority's comes last");
        let pem = base64(authority);
        format!("-----BEGIN CERTIFICATE-----\n{pem}-----END CERTIFICATE-----\n")
    }

    /// Trusts whom that authority vouches for.
    pub fn verifier(&self) -> Verifier {
        Verifier::trusting(&self.authority()).expect("it is a certificate")
    }

    /// The picture with a manifest of these assertions, and of what it was made from.
    pub fn sign(&self, picture: &[u8], assertions: Value, made_from: &[(&str, &[u8])]) -> Vec<u8> {
        put_down(&self.signer, picture, builder(assertions), made_from)
    }

    /// The picture with a manifest that holds a likeness of it.
    pub fn sign_with_likeness(&self, picture: &[u8], assertions: Value) -> Vec<u8> {
        let mut builder = builder(assertions);
        builder
            .set_thumbnail("image/jpeg", &mut Cursor::new(jpeg(3)))
            .expect("it is a picture");
        put_down(&self.signer, picture, builder, &[])
    }

    /// A photograph, as a camera signs it.
    pub fn photograph(&self) -> Vec<u8> {
        self.sign(&jpeg(1), created("digitalCapture"), &[])
    }
}

pub fn builder(assertions: Value) -> Builder {
    let definition = json!({
        "claim_generator_info": [{ "name": "a camera", "version": "1" }],
        "assertions": assertions,
    });
    Builder::from_context(Context::new())
        .with_definition(definition.to_string())
        .expect("it is a manifest")
}

/// The picture with a manifest, and with those of what it was made from.
pub fn put_down(
    signer: &dyn Signer,
    picture: &[u8],
    mut builder: Builder,
    made_from: &[(&str, &[u8])],
) -> Vec<u8> {
    for (relationship, picture) in made_from {
        let ingredient =
            json!({ "title": "before", "relationship": relationship, "label": "before" });
        builder
            .add_ingredient_from_stream(
                ingredient.to_string(),
                media_type(picture),
                &mut Cursor::new(*picture),
            )
            .expect("it is a picture");
    }
    let mut signed = Cursor::new(Vec::new());
    builder
        .sign(
            signer,
            media_type(picture),
            &mut Cursor::new(picture),
            &mut signed,
        )
        .expect("it can be signed");
    signed.into_inner()
}

fn media_type(picture: &[u8]) -> &'static str {
    match picture {
        [0xFF, ..] => "image/jpeg",
        _ => "image/png",
    }
}

/// That the picture was made so.
pub fn created(source_type: &str) -> Value {
    json!([actions(json!([action("c2pa.created", source_type)]))])
}

/// An assertion of what was done.
pub fn actions(actions: Value) -> Value {
    json!({ "label": "c2pa.actions", "data": { "actions": actions } })
}

pub fn action(action: &str, source_type: &str) -> Value {
    json!({ "action": action, "digitalSourceType": format!("{VOCABULARY}/{source_type}") })
}

/// What was done with the picture `before`.
pub fn done_with_it(action: &str) -> Value {
    json!({ "action": action, "parameters": { "ingredientIds": ["before"] } })
}

/// A tiny picture, another for each number.
pub fn jpeg(number: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(24, 16, |x, y| {
        Rgb([x as u8 * 10, y as u8 * 15, number * 40])
    });
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, 80)
        .encode(&picture, 24, 16, jpeg_encoder::ColorType::Rgb)
        .expect("it can be written to memory");
    file
}

/// `picture` with the manifest that `signed` has, and that was made for `unsigned`.
pub fn forged(picture: &[u8], signed: &[u8], unsigned: &[u8]) -> Vec<u8> {
    let start = signed.iter().zip(unsigned).take_while(|(a, b)| a == b);
    // The first byte of each segment is the same.
    let start = start.count() - 1;
    let manifest = &signed[start..start + signed.len() - unsigned.len()];
    [&picture[..start], manifest, &picture[start..]].concat()
}

/// `file` with other words of the same length.
pub fn altered(file: &[u8], words: &str, others: &str) -> Vec<u8> {
    assert_eq!(words.len(), others.len());
    let mut altered = file.to_vec();
    let mut count = 0;
    for at in 0..=file.len() - words.len() {
        if file[at..].starts_with(words.as_bytes()) {
            altered[at..at + words.len()].copy_from_slice(others.as_bytes());
            count += 1;
        }
    }
    assert!(count > 0, "{words}");
    altered
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    let lines = text.as_bytes().chunks(64);
    lines
        .map(|line| format!("{}\n", String::from_utf8_lossy(line)))
        .collect()
}
