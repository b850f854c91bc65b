use leptos::prelude::*;
use reportage_story::{DigitalSourceType, Photo, Variant, Words, plain_text};

use crate::base::Base;
use crate::notice::NoticeView;
use crate::sizes::{Spot, ratio_step, sizes};
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
#[component]
pub fn PhotoView(photo: Photo, spot: Spot, priority: Priority, setting: Setting) -> impl IntoView {
    let is_covered = photo.notice.is_some();
    let notice = photo.notice.clone().map(|notice| {
        let href = plainest(&photo).map(|variant| setting.base.resolve(&variant.src));
        view! { <NoticeView notice href setting=setting.clone()/> }
    });
    let caption = caption_view(&photo, &setting);
    let size = photo.size();
    let crop = crop(&photo);
    let enlarge = setting.words.enlarge.clone();
    view! {
        <figure
            class="photo"
            data-ratio=size.map(ratio_step)
            data-shape=size.map(shape)
            data-crop=crop
            data-covered=is_covered.then_some("")
        >
            <Picture photo spot priority setting/>
            {notice}
            {caption}
            // Seen once the program runs: it stands here, so that waking costs as much in a long
            // story as in a short one.
            <button
                type="button"
                class="enlarge"
                aria-label=enlarge
                aria-haspopup="dialog"
            ></button>
        </figure>
    }
}

/// The swatch that holds the photo's place, and the photo.
///
/// The swatch is an image of the exact shape, so that nothing moves when the photo
/// comes; it has the photo's dominant colour. Of a photo with a notice nothing is shown:
/// what it is made of stands in `data-` attributes until the reader asks.
#[component]
pub fn Picture(photo: Photo, spot: Spot, priority: Priority, setting: Setting) -> impl IntoView {
    let (width, height) = photo.size()?;
    let sizes = sizes(spot, (width, height), crop(&photo).is_some());
    let is_covered = photo.notice.is_some();
    // An attribute under its own name, or under the one that means nothing to a browser.
    let shown_or_covered = |value: Option<String>| match is_covered {
        false => (value, None),
        true => (None, value),
    };
    let mut groups = by_media_type(&photo.variants);
    let fallback = groups.pop()?;
    let sources = groups
        .into_iter()
        .map(|variants| {
            let media_type = variants.first().map(|variant| variant.media_type.clone());
            let (srcset, covered) = shown_or_covered(Some(srcset(&variants, &setting.base)));
            view! {
                <source
                    type=media_type
                    srcset=srcset
                    data-srcset=covered
                    sizes=sizes.clone()
                />
            }
        })
        .collect_view();
    let (src, covered_src) =
        shown_or_covered(middle(&fallback).map(|variant| setting.base.resolve(&variant.src)));
    // Where there is nothing to choose from, the address says it all.
    let choice = (fallback.len() > 1).then(|| srcset(&fallback, &setting.base));
    let (srcset, covered_srcset) = shown_or_covered(choice);
    let (alt, covered_alt) = shown_or_covered(Some(alt(&photo, &setting.words)));
    let color = photo.dominant_color.clone().filter(|_| !is_covered);
    let thumb_hash = photo.thumb_hash.clone().filter(|_| !is_covered);
    let urgent = priority == Priority::First && !is_covered;
    // Where the photo is cropped, the swatch fills its place as well.
    let slice = "xMidYMid slice".to_owned();
    let swatch = view! {
        <svg
            class="swatch"
            viewBox=format!("0 0 {width} {height}")
            preserveAspectRatio=slice
            aria-hidden="true"
        >
            <rect width=width height=height fill=color.unwrap_or_else(|| "none".to_owned())></rect>
        </svg>
    };
    Some(view! {
        {swatch}
        <picture hidden=is_covered>
            {sources}
            // Above its address: WebKit asks for a photo as soon as it hears that, and would
            // ask for every one.
            <img
                loading=if urgent { "eager" } else { "lazy" }
                fetchpriority=urgent.then_some("high")
                decoding="async"
                sizes=sizes.clone()
                srcset=srcset
                data-srcset=covered_srcset
                src=src
                data-src=covered_src
                width=width
                height=height
                alt=alt
                data-alt=covered_alt
                data-thumb-hash=thumb_hash
            />
        </picture>
    })
}

/// *Caption. Illustration (Photographer/Agency)*, and where and when.
fn caption_view(photo: &Photo, setting: &Setting) -> impl IntoView + use<> {
    let place = [
        photo.location.clone(),
        photo
            .date_created
            .as_ref()
            .map(|date| setting.words.date(date).to_owned()),
    ];
    let place: Vec<_> = place.into_iter().flatten().collect();
    let place = (!place.is_empty()).then(|| place.join(", "));
    let source_type = photo
        .digital_source_type
        .and_then(|source_type| source_type_label(source_type, &setting.words));
    caption_with_credit(
        (!photo.caption.is_empty()).then(|| inlines(photo.caption.clone(), setting)),
        place,
        source_type.map(str::to_owned),
        photo.credit().map(str::to_owned),
    )
}

/// A `figcaption` of what there is.
pub fn caption_with_credit(
    caption: Option<impl IntoView + 'static>,
    place: Option<String>,
    source_type: Option<String>,
    credit: Option<String>,
) -> impl IntoView {
    let is_empty = [&place, &source_type, &credit]
        .iter()
        .all(|part| part.is_none())
        && caption.is_none();
    (!is_empty).then(|| {
        let caption = caption.map(|caption| view! { <span class="caption">{caption}</span> " " });
        let place = place.map(|place| view! { <span class="place">{place}</span> " " });
        let source_type = source_type
            .map(|source_type| view! { <span class="source-type">{source_type}</span> " " });
        // Names are often in another script than the story, and run its way.
        let credit =
            credit.map(|credit| view! { <span class="credit">"(" <bdi>{credit}</bdi> ")"</span> });
        view! {
            <figcaption>
                {caption}
                {place}
                {source_type}
                {credit}
            </figcaption>
        }
    })
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
fn alt(photo: &Photo, words: &Words) -> String {
    if photo.decorative {
        return String::new();
    }
    [photo.alt_text.clone(), plain_text(&photo.caption)]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .unwrap_or_else(|| words.no_description.clone())
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
    let tenths = |part: f64| (part * 10.0).round().clamp(0.0, 10.0);
    photo
        .crop
        .map(|crop| format!("{} {}", tenths(crop.focus_x), tenths(crop.focus_y)))
}

/// The files grouped by media type, the most modern first and the one that every
/// browser knows last.
fn by_media_type(variants: &[Variant]) -> Vec<Vec<Variant>> {
    let rank = |variant: &Variant| match variant.media_type.as_str() {
        "image/avif" => 0,
        "image/webp" => 1,
        "image/jpeg" => 3,
        _ => 2,
    };
    let mut sorted = variants.to_vec();
    sorted
        .sort_by(|a, b| (rank(a), &a.media_type, a.width).cmp(&(rank(b), &b.media_type, b.width)));
    sorted
        .chunk_by(|a, b| a.media_type == b.media_type)
        .map(<[Variant]>::to_vec)
        .collect()
}

fn srcset(variants: &[Variant], base: &Base) -> String {
    variants
        .iter()
        .map(|variant| {
            // A comma would end the address.
            let src = base.resolve(&variant.src).replace(',', "%2C");
            format!("{src} {}w", variant.width)
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// The file that a link to the photo leads to: middling, and in a form that every browser
/// knows.
fn plainest(photo: &Photo) -> Option<Variant> {
    middle(&by_media_type(&photo.variants).pop()?).cloned()
}

/// The file for a browser that knows no `srcset`.
fn middle(variants: &[Variant]) -> Option<&Variant> {
    variants.get(variants.len() / 2)
}
