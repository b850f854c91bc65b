use reportage_story::{TrackKind, Video};

use crate::figure::{Looks, Priority, caption_with_credit, picture, shape, source_type_label};
use crate::markup::{Element, Node, element};
use crate::notice::cover_with_notice;
use crate::sizes::{Spot, ratio};
use crate::story::Setting;
use crate::text::{blocks, inlines};

/// A video under its poster. Nothing of it is fetched until it is played, by the
/// browser's own controls or by the behaviours' button.
///
/// The poster is a photo like any other behind a video that is see-through until it
/// plays: `poster=` would be fetched wherever the reader is.
pub fn video_figure<'a>(video: &'a Video, priority: Priority, setting: Setting<'a>) -> Element<'a> {
    let size = (video.width, video.height);
    let is_covered = video.notice().is_some();
    let poster = video.poster.as_ref();
    let source_type = poster
        .and_then(|poster| poster.digital_source_type)
        .and_then(|source_type| source_type_label(source_type, setting.words));
    let caption = caption_with_credit(
        (!video.caption.is_empty()).then(|| inlines(&video.caption, setting)),
        None,
        source_type,
        video.credit(),
    );
    let label = poster.map(|poster| &poster.alt_text);
    let src = if is_covered { "data-src" } else { "src" };
    let sources: Node<'_> = video
        .sources
        .iter()
        .map(|source| {
            element("source")
                .set(src, setting.base.resolve(&source.src))
                .set("type", &source.media_type)
        })
        .collect();
    let tracks: Node<'_> = video
        .tracks
        .iter()
        .map(|track| {
            element("track")
                .set("src", setting.base.resolve(&track.src))
                .set("srclang", &track.srclang)
                .set("label", &track.label)
                .set("kind", track_kind(track.kind))
        })
        .collect();
    let transcript = (!video.transcript.is_empty()).then(|| {
        element("details")
            .set("class", "transcript")
            .child(element("summary").child(&setting.words.transcript))
            .child(blocks(&video.transcript, setting))
    });
    let notice = video.notice().map(|notice| {
        let href = video
            .sources
            .last()
            .map(|source| setting.base.resolve(&source.src));
        cover_with_notice(notice, href, setting)
    });
    let poster = poster.map(|poster| {
        let looks = Looks {
            spot: Spot::Card,
            priority,
            // The video itself is named by it; it need not be said twice.
            alt: "".into(),
            is_covered,
        };
        picture(poster, looks, setting)
    });
    element("figure")
        .set("class", "video")
        .set("data-ratio", ratio(size))
        .set("data-shape", shape(size))
        .set("data-duration", clock(video.duration))
        .flag("data-covered", is_covered)
        .child(poster)
        .child(
            element("video")
                .flag("controls", true)
                .flag("playsinline", true)
                .set("preload", "none")
                .flag("hidden", is_covered)
                .set("width", video.width)
                .set("height", video.height)
                .set("aria-label", label.filter(|text| !text.is_empty()))
                .child(sources)
                .child(tracks),
        )
        .child(notice)
        .child(caption)
        .child(transcript)
}

fn track_kind(kind: TrackKind) -> &'static str {
    match kind {
        TrackKind::Captions => "captions",
        TrackKind::Subtitles => "subtitles",
        TrackKind::Descriptions => "descriptions",
    }
}

/// `1:05`: minutes and seconds.
fn clock(seconds: f64) -> Option<String> {
    // A duration is a small positive number when it comes from `read`.
    let seconds = (seconds.round() as u32).min(1_000_000);
    let tens = if seconds % 60 < 10 { "0" } else { "" };
    (seconds > 0).then(|| format!("{}:{tens}{}", seconds / 60, seconds % 60))
}
