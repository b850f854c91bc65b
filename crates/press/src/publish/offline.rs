//! What readers may keep on their devices, of the editions that are being published.

use std::fs;

use reportage_story::{Content, Story};

use super::{Out, OutError, Press};
use crate::author::way_up;
use crate::page::{self, File, Kept};
use crate::theme::Theme;

impl Press<'_> {
    /// Whether readers are offered to keep the story on their device. A draft will change, and so
    /// will what is previewed.
    pub(super) fn may_be_kept(&self, story: &Story) -> bool {
        !story.online_only && !story.draft && self.script.is_none()
    }

    /// The list of what a reader keeps of an edition, whose files are in place.
    pub(super) fn offline(
        &self,
        story: &Story,
        folder: &str,
        html: &str,
        theme: &Theme,
        out: &Out,
    ) -> Result<String, OutError> {
        let up = way_up(folder);
        let mut files: Vec<_> = self
            .program
            .files()
            .into_iter()
            .chain([&File::icon()])
            .map(|file| Kept::new(format!("{up}{}{}", self.root, file.name), &file.bytes))
            .chain(
                theme
                    .fonts
                    .iter()
                    .map(|font| Kept::new(format!("{up}{}", font.address), &font.bytes)),
            )
            .collect();
        let mut named: Vec<&str> = story
            .cards
            .iter()
            .filter_map(|card| match &card.content {
                Content::Video { video } => Some(&video.tracks),
                _ => None,
            })
            .flatten()
            .map(|track| track.src.as_str())
            .collect();
        let publisher = story.publisher.as_ref();
        named.extend(publisher.and_then(|publisher| publisher.logo.as_deref()));
        for src in named.into_iter().filter(|src| !page::is_absolute(src)) {
            let path = out.path().join(folder).join(src);
            let bytes =
                fs::read(&path).map_err(|error| OutError::new(&path, "cannot be read", &error))?;
            files.push(Kept::new(src, &bytes));
        }
        Ok(page::offline(story, html, up, files))
    }
}
