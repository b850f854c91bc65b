//! From a story that knows its pictures to a folder that can be published.

mod addresses;
mod cache;
mod edition;
mod lock;
mod offline;
mod origin;
mod ours;
mod out;
mod pictures;
mod story;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use reportage_story::{Content, Story};

use crate::author::{Manuscript, way_up};
use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::gather::Gathered;
use crate::original::sha256;
use crate::page::{self, File, GENERATOR, Page, Parts, Program};
use crate::reading::Reading;
use crate::serving;
use crate::theme::Theme;

use ours::{is_our_oembed, is_our_script, is_our_worker};

pub(crate) use addresses::change_files;
pub use cache::Cache;
pub use edition::Edition;
pub use lock::Lock;
pub use ours::{is_our_bundle, is_our_headers, is_our_page};
pub use out::{Mark, Out, put};
pub use pictures::{Progress, verify};

/// Why the folder that is published cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutError {
    /// The file or folder that is in the way.
    pub path: PathBuf,
    /// What is wrong with it: `cannot be written`.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl OutError {
    fn new(path: &Path, what: &str, error: &io::Error) -> Self {
        Self {
            path: path.to_owned(),
            message: format!("{what}: {error}"),
            help: String::new(),
        }
    }
}

impl fmt::Display for OutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path.display(), self.message)
    }
}

impl std::error::Error for OutError {}

/// Why a story is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPublished {
    /// The story is at fault.
    Story(Vec<Complaint>),
    /// The folder that is published cannot be written.
    Out(OutError),
}

impl From<OutError> for NotPublished {
    fn from(error: OutError) -> Self {
        Self::Out(error)
    }
}

/// What a story is published with.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// The story's folder.
    pub folder: &'a Folder,
    /// Where pressed pictures are kept.
    pub cache: &'a Cache,
    /// The program that wakes the page.
    pub program: &'a Program,
    /// The address of the folder in which the page will stand, if it is not the one that
    /// the story names: `https://example.org/mosul/`.
    pub base_url: Option<&'a str>,
    /// The way from the folder that is published to the program and the icon: empty, if they
    /// are put there too, or `../`.
    pub root: &'a str,
    /// A further script beside the program, by its address.
    pub script: Option<&'a str>,
    /// Is told how the work goes on.
    pub progress: &'a dyn Progress,
}

/// What was published.
#[derive(Clone, Debug)]
pub struct Published {
    /// The editions of the story, the main one first.
    pub editions: Vec<Edition>,
    /// How many pictures were encoded anew.
    pub encoded: usize,
    /// The folders of editions that were published before and that the story has no longer.
    pub withdrawn: Vec<String>,
    /// Their look.
    pub theme: Theme,
}

impl Press<'_> {
    /// Presses the pictures and puts bundles and pages in place, the pages last. The editions
    /// share whatever is the same in them.
    ///
    /// # Errors
    /// If a picture cannot be pressed, or the folder not be written. What was published
    /// before then stays as it was.
    pub fn publish(&self, reading: Reading, out: &Out) -> Result<Published, NotPublished> {
        let Reading { editions, theme } = reading;
        for Gathered { manuscript, .. } in &editions {
            let folder = &manuscript.folder;
            out.may_put(&format!("{folder}index.html"), is_our_page)?;
            out.may_put(&format!("{folder}story.json"), is_our_bundle)?;
            out.may_put(&format!("{folder}{}", page::OEMBED), is_our_oembed)?;
            out.may_put(&format!("{folder}{}", page::OFFLINE), is_our_bundle)?;
        }
        let is_alone = self.root.is_empty();
        if is_alone {
            out.may_put("_headers", is_our_headers)?;
        }
        out.may_put(page::EMBED_SCRIPT, is_our_script)?;
        out.may_put(page::OFFLINE_WORKER, is_our_worker)?;
        let mut pressed = Vec::new();
        let mut encoded = 0;
        for edition in editions {
            let (manuscript, new) = pictures::press(self, edition, out)?;
            encoded += new;
            pressed.push(self.finish(manuscript, &theme, out)?);
        }
        if let [main, others @ ..] = pressed.as_mut_slice() {
            for edition in others {
                edition.place_below(&main.story);
            }
        }
        let icon = File::icon();
        if is_alone {
            put_program(self.program, out)?;
        }
        let stories: Vec<_> = pressed.iter().map(|edition| &edition.story).collect();
        let alternates = page::alternates(&stories);
        let pages: Vec<Page> = pressed
            .iter()
            .map(|edition| {
                let parts = Parts {
                    program: self.program,
                    icon: &icon,
                    theme: &theme,
                    script: self.script,
                    up: way_up(&edition.folder),
                    root: self.root,
                    alternates: &alternates,
                    offline: self.may_be_kept(&edition.story),
                };
                page::write(&edition.story, parts)
            })
            .collect();
        if is_alone {
            let folders = pressed.iter().map(|edition| edition.folder.as_str());
            let headers = serving::story_headers(&page::policy(&pages), folders, self.program);
            out.put_page("_headers", headers.as_bytes(), is_our_headers)?;
        }
        out.put_page(page::EMBED_SCRIPT, page::SCRIPT.as_bytes(), is_our_script)?;
        if pages.iter().any(|page| page.allowed.offline) {
            let worker = page::offline_worker();
            out.put_page(page::OFFLINE_WORKER, worker.as_bytes(), is_our_worker)?;
        }
        // The main one last: it leads to the others.
        for (Edition { story, folder }, Page { html, allowed }) in pressed.iter().zip(&pages).rev()
        {
            out.put_page(
                &format!("{folder}story.json"),
                bundle(story).as_bytes(),
                is_our_bundle,
            )?;
            if let Some(oembed) = page::oembed(story) {
                let name = format!("{folder}{}", page::OEMBED);
                out.put_page(&name, oembed.as_bytes(), is_our_oembed)?;
            }
            out.put_page(&format!("{folder}index.html"), html.as_bytes(), is_our_page)?;
            let list = match allowed.offline {
                true => self.offline(story, folder, html, &theme, out)?,
                false => page::nothing_offline(),
            };
            let name = format!("{folder}{}", page::OFFLINE);
            out.put_page(&name, list.as_bytes(), is_our_bundle)?;
        }
        Ok(Published {
            withdrawn: edition::withdrawn(&pressed, out.path()),
            editions: pressed,
            encoded,
            theme,
        })
    }

    /// What is left to be done to a story whose pictures are pressed.
    fn finish(
        &self,
        manuscript: Manuscript,
        theme: &Theme,
        out: &Out,
    ) -> Result<Edition, NotPublished> {
        let Manuscript {
            mut story, folder, ..
        } = manuscript;
        self.copy_files(&mut story, theme, out)?;
        hide_covered(&mut story);
        edition::move_down(&mut story, way_up(&folder));
        story.generator = Some(GENERATOR.to_owned());
        if let Some(base) = self.base_url {
            story.url = Some(format!("{base}{folder}"));
        } else if let Some(url) = &mut story.url {
            page::end_as_folder(url);
        }
        Ok(Edition { story, folder })
    }

    /// Puts the files in place that are published as they are: videos with their timed
    /// text, the logo, fonts.
    fn copy_files(&self, story: &mut Story, theme: &Theme, out: &Out) -> Result<(), NotPublished> {
        for card in &mut story.cards {
            let Content::Video { video } = &mut card.content else {
                continue;
            };
            for source in &mut video.sources {
                source.src = self.copy(&source.src, out)?;
            }
            for track in &mut video.tracks {
                track.src = self.copy(&track.src, out)?;
            }
        }
        if let Some(logo) = story
            .publisher
            .as_mut()
            .and_then(|publisher| publisher.logo.as_mut())
        {
            *logo = self.copy(logo, out)?;
        }
        for font in &theme.fonts {
            out.put_hashed(&font.address, &font.bytes)?;
        }
        Ok(())
    }

    /// Puts a copy of a file in place and returns its address.
    fn copy(&self, name: &str, out: &Out) -> Result<String, NotPublished> {
        let bytes = self
            .folder
            .read(name)
            .map_err(|Refused { message, help }| {
                NotPublished::Story(vec![
                    Complaint::error(name, format!("{name} {message}")).help(help),
                ])
            })?;
        let file = Path::new(name);
        let ending = file
            .extension()
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let address = format!(
            "media/{}-{}.{}",
            stem(name),
            &sha256(&bytes)[..16],
            ending.unwrap_or_default()
        );
        out.put_hashed(&address, &bytes)?;
        Ok(address)
    }
}

/// Puts the program that wakes pages and their icon in place.
///
/// # Errors
/// If they cannot be written.
pub fn put_program(program: &Program, out: &Out) -> Result<(), OutError> {
    for file in program.files().into_iter().chain([&File::icon()]) {
        out.put_hashed(&file.name, &file.bytes)?;
    }
    Ok(())
}

/// Leaves out of the bundle what would show something of a picture with a notice before it
/// is asked for: its ThumbHash and its colour.
fn hide_covered(story: &mut Story) {
    for card in &mut story.cards {
        let is_video_covered =
            matches!(&card.content, Content::Video { video } if video.notice().is_some());
        for photo in card.content.photos_mut() {
            if is_video_covered || photo.notice.is_some() {
                photo.thumb_hash = None;
                photo.dominant_color = None;
            }
        }
    }
}

/// The bundle's text.
fn bundle(story: &Story) -> String {
    // A story is plain data: writing it as JSON cannot fail.
    serde_json::to_string(story).unwrap_or_default() + "\n"
}

/// What a published file is called after its original: letters, digits and hyphens.
fn stem(name: &str) -> String {
    let stem = Path::new(name)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let mut slug = String::new();
    for c in stem.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    match slug.get(..slug.len().min(48)) {
        Some("") | None => "file".to_owned(),
        Some(slug) => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_after_their_originals_in_letters_that_every_server_knows() {
        assert_eq!(stem("pictures/Run for cover!.JPG"), "run-for-cover");
        assert_eq!(stem("الموصل.jpg"), "file");
        assert_eq!(stem(&"x".repeat(300)).len(), 48);
    }
}
