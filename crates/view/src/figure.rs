use std::borrow::Cow;

use reportage_story::{DigitalSourceType, Photo, Variant, Words, plain_text};

use crate::credentials::credentials;
use crate::markup::{Element, Node, element};
use crate::notice::cover_with_notice;
use crate::sizes::{Spot, ratio, sizes};
use crate::story::Setting;
use crate::text::inlines;

/// How urgently a photo is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// The first photo of the story: at once.
    First,
    /// When the reader comes near it.
    Near,
}

impl Priority {
    pub fn of(is_first: bool) -> Self {
        if is_first { Self::First } else { Self::Near }
    }
}

/// A photo with its caption and credit: `figure > picture > img`. The words stand there
/// also while a notice covers the photo.
pub fn photo_figure<'a>(
    photo: &'a Photo,
    spot: Spot,
    priority: Priority,
    setting: Setting<'a>,
) -> Element<'a> {
    let size = photo.size();
    let notice = photo.notice.as_ref().map(|notice| {
        let href = plainest(photo).map(|variant| setting.base.resolve(&variant.src));
        cover_with_notice(notice, href, setting)
    });
    let looks = Looks {
        spot,
        priority,
        alt: alt(photo, setting.words),
        is_covered: photo.notice.is_some(),
    };
    element("figure")
        .set("class", "photo")
        .set("data-ratio", size.map(ratio))
        .set("data-shape", size.map(shape))
        .set("data-crop", crop(photo))
        .flag("data-covered", looks.is_covered)
        .child(picture(photo, looks, setting))
        .child(notice)
        .child(photo_caption(photo, setting))
        // Seen once the program runs: it stands here, so that waking costs as much in a long
        // story as in a short one.
        .child(
            element("button")
                .set("type", "button")
                .set("class", "enlarge")
                .set("aria-label", &setting.words.enlarge)
                .set("aria-haspopup", "dialog"),
        )
}

/// How a photo is shown in its place.
pub struct Looks<'a> {
    pub spot: Spot,
    pub priority: Priority,
    /// What a screen reader says.
    pub alt: Cow<'a, str>,
    /// Whether a notice lies over it.
    pub is_covered: bool,
}

/// The swatch that holds the photo's place, and the photo; nothing if it has no files.
///
/// The swatch is an image of the exact shape, so that nothing moves when the photo
/// comes; it has the photo's dominant colour. Of a photo with a notice nothing is shown:
/// what it is made of stands in `data-` attributes until the reader asks.
pub fn picture<'a>(photo: &'a Photo, looks: Looks<'a>, setting: Setting<'a>) -> Node<'a> {
    let mut groups = by_media_type(&photo.variants);
    let (Some((width, height)), Some(fallback)) = (photo.size(), groups.pop()) else {
        return None::<&str>.into();
    };
    let Looks {
        spot,
        priority,
        alt,
        is_covered,
    } = looks;
    let sizes = sizes(spot, (width, height), crop(photo).is_some());
    // An attribute's own name, or one that means nothing to a browser.
    let shown = |name, hidden| if is_covered { hidden } else { name };
    let (srcset_name, alt_name) = (shown("srcset", "data-srcset"), shown("alt", "data-alt"));
    let urgent = priority == Priority::First && !is_covered;
    // Above its address: WebKit asks for a photo as soon as it hears that, and would
    // ask for every one.
    let mut img = element("img")
        .set("loading", if urgent { "eager" } else { "lazy" })
        .set("fetchpriority", urgent.then_some("high"))
        .set("decoding", "async")
        .set("sizes", sizes.clone());
    // Where there is nothing to choose from, the address says it all.
    if fallback.len() > 1 {
        img = img.set(srcset_name, srcset(&fallback, setting));
    }
    let src = middle(&fallback).map(|variant| setting.base.resolve(&variant.src));
    img = img
        .set(shown("src", "data-src"), src)
        .set("width", width)
        .set("height", height)
        .set(alt_name, alt);
    let open = (!is_covered).then_some(photo);
    img = img.set(
        "data-thumb-hash",
        open.and_then(|it| it.thumb_hash.as_ref()),
    );
    let sources: Node<'_> = groups
        .into_iter()
        .map(|variants| {
            let media_type = variants.first().map(|variant| &variant.media_type);
            element("source")
                .set("type", media_type)
                .set(srcset_name, srcset(&variants, setting))
                .set("sizes", sizes.clone())
        })
        .collect();
    let swatch = element("svg")
        .set("class", "swatch")
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("aria-hidden", "true")
        // What it is painted with: the style sheet has it as its ground.
        .set("color", open.and_then(|it| it.dominant_color.as_ref()));
    let picture = element("picture")
        .flag("hidden", is_covered)
        .child(sources)
        .child(img);
    vec![swatch.into(), picture.into()].into()
}

/// *Caption. Illustration (Photographer/Agency)*, and where and when; then what is known of
/// its origin.
fn photo_caption<'a>(photo: &'a Photo, setting: Setting<'a>) -> Option<Element<'a>> {
    let location = photo.location.as_deref();
    let date = photo.date_created.as_ref();
    let date = date.map(|date| setting.words.date(date));
    let place = match (location, date) {
        (Some(location), Some(date)) => Some(format!("{location}, {date}").into()),
        (place, date) => place.or(date).map(Cow::from),
    };
    let source_type = photo
        .digital_source_type
        .and_then(|source_type| source_type_label(source_type, setting.words));
    let caption = (!photo.caption.is_empty()).then(|| inlines(&photo.caption, setting));
    let figcaption = caption_with_credit(caption, place, source_type, photo.credit());
    match credentials(photo, setting) {
        Some(line) => Some(
            figcaption
                .unwrap_or_else(|| element("figcaption"))
                .child(line),
        ),
        None => figcaption,
    }
}

/// A `figcaption` of what there is.
pub fn caption_with_credit<'a>(
    caption: Option<Node<'a>>,
    place: Option<Cow<'a, str>>,
    source_type: Option<&'a str>,
    credit: Option<&'a str>,
) -> Option<Element<'a>> {
    let part = |class: &'static str| element("span").set("class", class);
    // Names are often in another script than the story, and run its way.
    let credit = credit.map(|credit| {
        part("credit")
            .child("(")
            .child(element("bdi").child(credit))
            .child(")")
    });
    let parts = [
        caption.map(|caption| part("caption").child(caption)),
        place.map(|place| part("place").child(Node::Text(place))),
        source_type.map(|source_type| part("source-type").child(source_type)),
    ];
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for part in parts.into_iter().flatten() {
        nodes.extend([part.into(), " ".into()]);
    }
    nodes.extend(credit.map(Node::from));
    (!nodes.is_empty()).then(|| element("figcaption").child(nodes))
}

/// What is said of a picture that is not a photograph.
pub fn source_type_label(source_type: DigitalSourceType, words: &Words) -> Option<&str> {
    use DigitalSourceType as Type;
    match source_type {
        Type::DigitalCapture
        | Type::ComputationalCapture
        | Type::NegativeFilm
        | Type::PositiveFilm
        | Type::Print
        | Type::HumanEdits
        | Type::AlgorithmicallyEnhanced => None,
        Type::DigitalCreation => Some(&words.illustration),
        Type::DataDrivenMedia => Some(&words.graphic),
        Type::Composite | Type::CompositeCapture | Type::CompositeSynthetic => {
            Some(&words.composite)
        }
        Type::TrainedAlgorithmicMedia => Some(&words.made_with_ai),
        Type::CompositeWithTrainedAlgorithmicMedia => Some(&words.edited_with_ai),
        Type::AlgorithmicMedia | Type::VirtualRecording => Some(&words.computer_made),
        Type::ScreenCapture => Some(&words.screenshot),
    }
}

/// What a screen reader says: the alt text; of a decorative picture nothing; and
/// where both are missing the caption, or at least that there is a photo.
fn alt<'a>(photo: &'a Photo, words: &'a Words) -> Cow<'a, str> {
    let is_said = |text: &str| !text.trim().is_empty();
    if photo.decorative {
        return "".into();
    }
    if is_said(&photo.alt_text) {
        return (&photo.alt_text).into();
    }
    let caption = plain_text(&photo.caption);
    if is_said(&caption) {
        return caption.into();
    }
    (&words.no_description).into()
}

/// `landscape`, `portrait` or `square`.
pub fn shape((width, height): (u32, u32)) -> &'static str {
    match width.cmp(&height) {
        std::cmp::Ordering::Greater => "landscape",
        std::cmp::Ordering::Less => "portrait",
        std::cmp::Ordering::Equal => "square",
    }
}

/// The focal point of a photo that may be cropped, in tenths: `5 3`. None with a notice,
/// which needs all of the place that a cropped photo shares with words.
fn crop(photo: &Photo) -> Option<String> {
    if photo.notice.is_some() {
        return None;
    }
    // From 0 to 1, as `read` lets it through; of any other number the cast makes a bound.
    let tenths = |part: f64| ((part * 10.0).round() as u32).min(10);
    photo
        .crop
        .map(|crop| format!("{} {}", tenths(crop.focus_x), tenths(crop.focus_y)))
}

/// The files grouped by media type, the most modern first and the one that every
/// browser knows last.
fn by_media_type(variants: &[Variant]) -> Vec<Vec<&Variant>> {
    fn rank(variant: &Variant) -> (u8, &str, u32) {
        let rank = match variant.media_type.as_str() {
            "image/avif" => 0,
            "image/webp" => 1,
            "image/jpeg" => 3,
            _ => 2,
        };
        (rank, &variant.media_type, variant.width)
    }
    // One by one to its place: the standard library's sorting would be much code for a few.
    let mut sorted: Vec<&Variant> = Vec::with_capacity(variants.len());
    for variant in variants {
        let at = sorted.partition_point(|other| rank(other) <= rank(variant));
        sorted.insert(at, variant);
    }
    sorted
        .chunk_by(|a, b| a.media_type == b.media_type)
        .map(<[&Variant]>::to_vec)
        .collect()
}

fn srcset(variants: &[&Variant], setting: Setting<'_>) -> String {
    let mut srcset = String::new();
    for variant in variants {
        if !srcset.is_empty() {
            srcset.push_str(", ");
        }
        // A comma would end the address.
        let src = setting.base.resolve(&variant.src).replace(',', "%2C");
        srcset.push_str(&src);
        srcset.push(' ');
        srcset.push_str(&variant.width.to_string());
        srcset.push('w');
    }
    srcset
}

/// The file that a link to the photo leads to: middling, and in a form that every browser
/// knows.
fn plainest(photo: &Photo) -> Option<&Variant> {
    middle(&by_media_type(&photo.variants).pop()?)
}

/// The file for a browser that knows no `srcset`.
fn middle<'a>(variants: &[&'a Variant]) -> Option<&'a Variant> {
    variants.get(variants.len() / 2).copied()
}
