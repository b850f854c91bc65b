use leptos::prelude::*;
use reportage_story::{TrackKind, Video};

use crate::figure::{Picture, Priority, caption_with_credit, shape, source_type_label};
use crate::notice::NoticeView;
use crate::sizes::{Spot, ratio_step};
use crate::story::Setting;
use crate::text::{BlocksView, inlines};

/// A video under its poster. Nothing of it is fetched until it is played, by the
/// browser's own controls or by the behaviours' button.
///
/// The poster is a photo like any other behind a video that is see-through until it
/// plays: `poster=` would be fetched wherever the reader is.
#[component]
pub fn VideoView(video: Video, priority: Priority, setting: Setting) -> impl IntoView {
    let size = (video.width, video.height);
    let notice = video.notice().map(str::to_owned);
    let is_covered = notice.is_some();
    let source_type = video
        .poster
        .as_ref()
        .and_then(|poster| poster.digital_source_type)
        .and_then(|source_type| source_type_label(source_type, &setting.words))
        .map(str::to_owned);
    let caption = caption_with_credit(
        (!video.caption.is_empty()).then(|| inlines(video.caption.clone(), &setting)),
        None,
        source_type,
        video.credit().map(str::to_owned),
    );
    let label = video
        .poster
        .as_ref()
        .map(|poster| poster.alt_text.clone())
        .filter(|text| !text.is_empty());
    let poster = video.poster.clone().map(|mut poster| {
        // The video itself is named by it; it need not be said twice.
        poster.decorative = true;
        poster.notice.clone_from(&notice);
        let setting = setting.clone();
        view! { <Picture photo=poster spot=Spot::Card priority setting/> }
    });
    let sources = video
        .sources
        .iter()
        .map(|source| {
            let src = setting.base.resolve(&source.src);
            let (src, covered) = if is_covered {
                (None, Some(src))
            } else {
                (Some(src), None)
            };
            view! { <source src=src data-src=covered type=source.media_type.clone()/> }
        })
        .collect_view();
    let tracks = video
        .tracks
        .iter()
        .map(|track| {
            view! {
                <track
                    src=setting.base.resolve(&track.src)
                    srclang=track.srclang.clone()
                    label=track.label.clone()
                    kind=track_kind(track.kind)
                />
            }
        })
        .collect_view();
    let transcript = (!video.transcript.is_empty()).then(|| {
        let title = setting.words.transcript.clone();
        view! {
            <details class="transcript">
                <summary>{title}</summary>
                <BlocksView blocks=video.transcript.clone() setting=setting.clone()/>
            </details>
        }
    });
    let notice = notice.map(|notice| {
        let href = video
            .sources
            .last()
            .map(|source| setting.base.resolve(&source.src));
        view! { <NoticeView notice href setting=setting.clone()/> }
    });
    view! {
        <figure
            class="video"
            data-ratio=ratio_step(size)
            data-shape=shape(size)
            data-duration=clock(video.duration)
            data-covered=is_covered.then_some("")
        >
            {poster}
            <video
                controls=true
                playsinline=true
                preload="none"
                hidden=is_covered
                width=video.width
                height=video.height
                aria-label=label
            >
                {sources}
                {tracks}
            </video>
            {notice}
            {caption}
            {transcript}
        </figure>
    }
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
    let seconds = seconds.round().clamp(0.0, 1_000_000.0) as u32;
    (seconds > 0).then(|| format!("{}:{:02}", seconds / 60, seconds % 60))
}
