//! Publishing each of many stories.

use std::io;
use std::path::Path;

use super::Source;
use super::notes::Notes;
use crate::complaint::Complaint;
use crate::folder::Folder;
use crate::original::Originals;
use crate::page::Program;
use crate::publish::{Cache, NotPublished, Out, OutError, Press, Progress, put_program};
use crate::{reading, report};

/// The way from a story's folder to the program that all stories share.
const ROOT: &str = "../";

/// What many stories are published with.
#[derive(Clone, Copy)]
pub struct Publication<'a> {
    /// The folder that is published.
    pub out: &'a Out,
    /// Where pressed pictures are kept, and what stories were made of.
    pub cache: &'a Cache,
    /// The program that wakes pages.
    pub program: &'a Program,
    /// The address of the folder that is published.
    pub base_url: Option<&'a str>,
    /// Is told how the work goes on.
    pub progress: &'a dyn Progress,
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
        put_program(self.program, self.out)
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
        let unreadable = |error: &io::Error| OutError {
            path: path.clone(),
            message: format!("cannot be looked into: {error}"),
            help: String::new(),
        };
        let folder = Folder::open(path).map_err(|error| unreadable(&error))?;
        if !source.is_address() {
            let message = format!("{name} cannot stand in an address");
            let help = "Name the folder by letters without accents, digits, hyphens and dots";
            complain(&[Complaint::error(path, message).help(help)], &folder);
            return Ok(Fate::AtFault);
        }
        let base_url = self.base_url.map(|base| format!("{base}{name}/"));
        let place = self.out.path().join(name);
        let notes = Notes::of(
            source,
            self.program,
            base_url.as_deref(),
            &place,
            self.cache,
        )
        .map_err(|error| unreadable(&error))?;
        if notes.are_true(&place) {
            return Ok(Fate::Unchanged);
        }
        let (reading, complaints) = reading::read(&folder, &Originals::default());
        if !complaints.is_empty() {
            complain(&complaints, &folder);
        }
        let (Some(reading), false) = (reading, report::any_error(&complaints)) else {
            return Ok(Fate::AtFault);
        };
        let press = Press {
            folder: &folder,
            cache: self.cache,
            program: self.program,
            base_url: base_url.as_deref(),
            root: ROOT,
            script: None,
            progress: self.progress,
        };
        match press.publish(reading, &open(&place)?) {
            Ok(_) => {
                // Not noted, it is made once more.
                let _ = notes.keep();
                Ok(Fate::Published)
            }
            Err(NotPublished::Story(complaints)) => {
                complain(&complaints, &folder);
                Ok(Fate::AtFault)
            }
            Err(NotPublished::Out(error)) => Err(error),
        }
    }
}

fn open(place: &Path) -> Result<Out, OutError> {
    // Whoever else is at work there is soon done: it is one story.
    Out::open(place, || {})
}
