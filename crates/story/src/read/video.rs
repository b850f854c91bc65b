use super::json::Json;
use super::node::Node;
use super::{photo, text};
use crate::{Source, Track, TrackKind, Video, check};

pub fn read<J: Json>(node: &Node<'_, J>) -> Option<Video> {
    let fields = node.fields()?;
    let sources = fields.required_list("sources", source);
    if fields.has("sources") && sources.is_empty() {
        fields.fault("sources", "must hold at least one file that can be played");
    }
    let width = fields.required_whole("width", 1..=65_535);
    let height = fields.required_whole("height", 1..=65_535);
    // A video without a size, or with half of one, is shown at the usual shape.
    let (width, height) = width
        .zip(height)
        .and_then(|(width, height)| Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?)))
        .unwrap_or((16, 9));
    Some(Video {
        sources,
        width,
        height,
        duration: fields
            .required_number("duration", 0..=1_000_000)
            .unwrap_or_default(),
        poster: fields.optional("poster", photo::read),
        tracks: fields.list("tracks", track),
        transcript: text::blocks(&fields, "transcript"),
        caption: fields
            .optional("caption", |node| Some(text::inlines(node)))
            .unwrap_or_default(),
        creator: fields.text("creator"),
        credit_line: fields.text("creditLine"),
        notice: fields.text("notice"),
    })
}

fn source<J: Json>(node: &Node<'_, J>) -> Option<Source> {
    let fields = node.fields()?;
    let source = Source {
        src: fields.required_address("src"),
        media_type: fields.required_checked(
            "type",
            |text| check::is_media_type(text, "video"),
            "must be a video's media type like video/webm",
        ),
        bytes: fields
            .required_whole("bytes", 1..=u64::MAX)
            .unwrap_or_default(),
        sha256: fields.required_checked("sha256", check::is_sha256, super::SHA256),
    };
    (!source.src.is_empty()).then_some(source)
}

fn track<J: Json>(node: &Node<'_, J>) -> Option<Track> {
    let fields = node.fields()?;
    let track = Track {
        src: fields.required_address("src"),
        srclang: fields.required_language("srclang"),
        label: fields.required_text("label"),
        kind: fields.choice(
            "kind",
            &[
                ("captions", TrackKind::Captions),
                ("subtitles", TrackKind::Subtitles),
                ("descriptions", TrackKind::Descriptions),
            ],
        ),
    };
    (!track.src.is_empty()).then_some(track)
}
