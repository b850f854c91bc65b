//! Publishing each of many stories.

use std::io;
use std::path::Path;

use super::notes::Ingredients;
use super::{About, Source, index, listed};
use crate::complaint::Complaint;
use crate::credentials::Verifier;
use crate::folder::Folder;
use crate::original::Originals;
use crate::page::Program;
use crate::publish::{Cache, Out, OutError, Press, Progress, put_program};

/// The way from a story's folder to the program that all stories share.
const ROOT: &str = "../";

/// What many stories are published with. Others may publish other stories in the same folder
/// meanwhile: each folder is held only while something is put there.
#[derive(Clone, Copy)]
pub struct Publication<'a> {
    /// The folder that is published.
    pub out: &'a Path,
    /// Where pressed pictures are kept.
    pub cache: &'a Cache,
    /// The program that wakes pages.
    pub program: &'a Program,
    /// The address of the folder that is published.
    pub base_url: Option<&'a str>,
    /// Verifies Content Credentials.
    pub verifier: &'a Verifier,
    /// Is told how the work goes on.
    pub progress: &'a dyn Progress,
    /// Is told of a folder that another press is at work on, which is waited for.
    pub waiting: &'a dyn Fn(&Path),
}

/// What became of a story.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It was published.
    Published,
    /// It had been published before as it is now.
    Unchanged,
    /// It is at fault; what was published before stays.
    AtFault,
}

impl Publication<'_> {
    /// Puts the program in place that all stories share.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(&self) -> Result<(), OutError> {
        put_program(self.program, &self.open(self.out)?)
    }

    /// Publishes a story, unless nothing has changed. `complain` is told what is wrong with it.
    ///
    /// # Errors
    /// If the folder that is published cannot be written.
    pub fn press(
        &self,
        source: &Source,
        complain: impl Fn(&[Complaint], &Folder),
    ) -> Result<Fate, OutError> {
        let Source { name, path } = source;
        let unreadable = |error: io::Error| OutError {
            path: path.clone(),
            message: format!("cannot be looked into: {error}"),
            help: String::new(),
        };
        let folder = Folder::open(path).map_err(unreadable)?;
        if !source.is_address() {
            let message = format!("{name} cannot stand in an address");
            let help = "Name the folder by letters without accents, digits, hyphens and dots";
            complain(&[Complaint::error(path, message).help(help)], &folder);
            return Ok(Fate::AtFault);
        }
        let base_url = self.base_url.map(|base| format!("{base}{name}/"));
        let place = self.out.join(name);
        let ingredients =
            Ingredients::of(&folder, self.program, base_url.as_deref(), self.verifier)
                .map_err(unreadable)?;
        if ingredients.made(&place) {
            return Ok(Fate::Unchanged);
        }
        let press = Press {
            folder: &folder,
            cache: self.cache,
            program: self.program,
            base_url: base_url.as_deref(),
            root: ROOT,
            script: None,
            progress: self.progress,
        };
        let mut out = None;
        let published = press.read_and_publish(
            &Originals::verified_by(self.verifier.clone()),
            || Ok(&*out.insert(self.open(&place)?)),
            |complaints| complain(complaints, &folder),
        )?;
        match (published, out) {
            (Some(_), Some(out)) => {
                ingredients.note(&out)?;
                Ok(Fate::Published)
            }
            _ => Ok(Fate::AtFault),
        }
    }

    /// Writes what leads to all stories of `sources` that are published and no drafts, and
    /// returns how many they are.
    ///
    /// # Errors
    /// If a file cannot be written, or is not the press's own.
    pub fn put_index(&self, about: &About, sources: &[Source]) -> Result<usize, OutError> {
        let out = self.open(self.out)?;
        let stories = listed(sources, self.out);
        index::put(about, &stories, self.base_url, self.program, &out)?;
        Ok(stories.len())
    }

    fn open(&self, place: &Path) -> Result<Out, OutError> {
        Out::open(place, || (self.waiting)(place))
    }
}
