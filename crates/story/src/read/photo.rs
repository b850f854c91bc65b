use super::credentials;
use super::fields::Fields;
use super::json::Json;
use super::node::Node;
use super::text;
use crate::{Crop, DataMining, DigitalSourceType, Photo, Variant, check};

/// The longest side that a file can have, in pixels: what JPEG can say.
const LONGEST_SIDE: u64 = 65_535;

pub fn read<J: Json>(node: &Node<'_, J>) -> Option<Photo> {
    let fields = node.fields()?;
    let photo = Photo {
        variants: variants(&fields),
        alt_text: fields.any_text("altText").unwrap_or_default(),
        decorative: fields.flag("decorative"),
        caption: fields
            .optional("caption", |node| Some(text::inlines(node)))
            .unwrap_or_default(),
        creator: fields.text("creator"),
        credit_line: fields.text("creditLine"),
        copyright_notice: fields.text("copyrightNotice"),
        license: fields.address("license"),
        acquire_license_page: fields.address("acquireLicensePage"),
        data_mining: fields.optional_choice("dataMining", &DataMining::ALL),
        location: fields.text("location"),
        date_created: fields.date("dateCreated"),
        digital_source_type: fields.optional_choice("digitalSourceType", &DigitalSourceType::ALL),
        content_credentials: fields
            .optional("contentCredentials", credentials::read)
            .map(Box::new),
        thumb_hash: fields.checked(
            "thumbHash",
            check::is_thumb_hash,
            "must be a ThumbHash in base64",
        ),
        dominant_color: fields.checked(
            "dominantColor",
            check::is_color,
            "must be a colour like #b07a4c",
        ),
        crop: fields.optional("crop", crop),
        notice: fields.text("notice"),
    };
    match (photo.alt_text.trim().is_empty(), photo.decorative) {
        (true, false) => fields.fault(
            "altText",
            "is missing: describe the picture, or say \"decorative\": true",
        ),
        (false, true) => fields.fault(
            "decorative",
            "contradicts altText: a decorative picture has none",
        ),
        _ => {}
    }
    Some(photo)
}

/// The files that can be shown. They have to be of one shape, or the page would
/// jump when another width is chosen.
fn variants<J: Json>(fields: &Fields<'_, J>) -> Vec<Variant> {
    let mut shape: Option<(u32, u32)> = None;
    let variants = fields.required_list("variants", |node| {
        let variant = variant(node)?;
        let (width, height) = *shape.get_or_insert((variant.width, variant.height));
        if !same_shape((width, height), (variant.width, variant.height)) {
            node.fault(format!(
                "must have the shape of the first variant, {width} × {height}, not {} × {}",
                variant.width, variant.height
            ));
            return None;
        }
        Some(variant)
    });
    if fields.has("variants") && variants.is_empty() {
        fields.fault("variants", "must hold at least one file that can be shown");
    }
    variants
}

fn variant<J: Json>(node: &Node<'_, J>) -> Option<Variant> {
    let fields = node.fields()?;
    let src = fields.required_address("src");
    let width = fields.required_whole("width", 1..=LONGEST_SIDE);
    let height = fields.required_whole("height", 1..=LONGEST_SIDE);
    let media_type = fields.required_checked(
        "type",
        |text| check::is_media_type(text, "image"),
        "must be an image's media type like image/avif",
    );
    let bytes = fields.required_whole("bytes", 1..=u64::MAX);
    let sha256 = fields.required_checked("sha256", check::is_sha256, super::SHA256);
    if src.is_empty() || media_type.is_empty() {
        return None;
    }
    Some(Variant {
        src,
        width: u32::try_from(width?).ok()?,
        height: u32::try_from(height?).ok()?,
        media_type,
        bytes: bytes.unwrap_or_default(),
        sha256,
    })
}

/// Whether two sizes are one shape scaled, give or take the rounding of a pixel.
fn same_shape(a: (u32, u32), b: (u32, u32)) -> bool {
    let (large, small) = if a.0 >= b.0 { (a, b) } else { (b, a) };
    let height = f64::from(large.1) * f64::from(small.0) / f64::from(large.0);
    let slack = 1.0 + f64::from(large.1) / f64::from(large.0);
    (height - f64::from(small.1)).abs() <= slack
}

fn crop<J: Json>(node: &Node<'_, J>) -> Option<Crop> {
    let fields = node.fields()?;
    let focus_x = fields.required_number("focusX", 0..=1);
    let focus_y = fields.required_number("focusY", 0..=1);
    Some(Crop {
        focus_x: focus_x?,
        focus_y: focus_y?,
    })
}
