//! A story's folder: the only place that the press reads from.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The largest file that is read, in bytes: 512 MiB.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// The largest text that is read, in bytes: 32 MiB, as much as a `story.json` may have.
pub const LARGEST_TEXT: u64 = 32 * 1024 * 1024;

/// A story's folder.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// Why a file cannot be had: what is wrong with it, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, without the file's name: `does not exist`.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl Refused {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl Folder {
    /// Opens the folder at `path`.
    ///
    /// # Errors
    /// If there is none, or it may not be looked into.
    pub fn open(path: &Path) -> io::Result<Self> {
        let root = path.canonicalize()?;
        if !root.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::NotADirectory,
                "it is not a folder",
            ));
        }
        Ok(Self { root })
    }

    /// The folder's own path, links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the file lies that a story calls `name`, and its name in the folder.
    ///
    /// `name` is a relative path with `/`, as it stands in the text: `%20` may stand
    /// for a space.
    ///
    /// # Errors
    /// If there is no such file, if it lies outside the folder, by `..`, by being
    /// absolute or through a link, or if it is too large.
    pub fn find(&self, name: &str) -> Result<PathBuf, Refused> {
        Ok(self.resolve(name)?.1)
    }

    /// The name that the file has which a story calls `name`: with a space where that has
    /// `%20`.
    ///
    /// # Errors
    /// As [`Folder::find`].
    pub fn true_name(&self, name: &str) -> Result<String, Refused> {
        Ok(self.resolve(name)?.0)
    }

    fn resolve(&self, name: &str) -> Result<(String, PathBuf), Refused> {
        let plain = self.find_exactly(name);
        if plain.is_err()
            && let Some(decoded) = percent_decoded(name)
            && let Ok(path) = self.find_exactly(&decoded)
        {
            return Ok((decoded, path));
        }
        Ok((name.to_owned(), plain?))
    }

    fn find_exactly(&self, name: &str) -> Result<PathBuf, Refused> {
        const HELP: &str = "Put the file into the story's folder and name it from there, as in pictures/bridge.jpg";
        if name.trim().is_empty() {
            return Err(Refused::new("has no name", HELP));
        }
        if name.contains("://") || name.starts_with("//") || name.starts_with("data:") {
            return Err(Refused::new(
                "is not a file of this story: nothing is fetched from the network",
                HELP,
            ));
        }
        let drive = name.as_bytes().get(1) == Some(&b':');
        let relative = Path::new(name);
        let inside = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside || drive || name.contains(['\\', '\0']) {
            return Err(Refused::new(
                "is not a path within the story's folder",
                HELP,
            ));
        }
        let path = self.root.join(relative);
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Refused::new("does not exist", self.look_alike(relative)));
            }
            Err(error) => return Err(Refused::new(format!("cannot be read: {error}"), "")),
        };
        if !real.starts_with(&self.root) {
            return Err(Refused::new(
                "is a link that leads out of the story's folder",
                "Copy the file itself into the folder",
            ));
        }
        let metadata = real
            .metadata()
            .map_err(|error| Refused::new(format!("cannot be read: {error}"), ""))?;
        if !metadata.is_file() {
            return Err(Refused::new("is not a file", HELP));
        }
        if metadata.len() > LARGEST_FILE {
            return Err(too_large(LARGEST_FILE));
        }
        Ok(path)
    }

    /// The bytes of the file that a story calls `name`.
    ///
    /// # Errors
    /// As [`Folder::find`], and if it cannot be read.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Refused> {
        self.read_up_to(LARGEST_FILE, name)
    }

    /// Should a file grow while it is read, it is refused then.
    fn read_up_to(&self, most: u64, name: &str) -> Result<Vec<u8>, Refused> {
        let path = self.find(name)?;
        let cannot = |error: io::Error| Refused::new(format!("cannot be read: {error}"), "");
        let file = File::open(path).map_err(cannot)?;
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(cannot)?;
        if bytes.len() as u64 > most {
            return Err(too_large(most));
        }
        Ok(bytes)
    }

    /// The text of the file that a story calls `name`, without a byte order mark.
    ///
    /// # Errors
    /// As [`Folder::read`], if it is larger than [`LARGEST_TEXT`], and if it is not UTF-8.
    pub fn read_text(&self, name: &str) -> Result<String, Refused> {
        let text = String::from_utf8(self.read_up_to(LARGEST_TEXT, name)?).map_err(|error| {
            let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            Refused::new(
                format!("is not text in UTF-8: its line {line} has other bytes"),
                "Save it as UTF-8",
            )
        })?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        })
    }

    /// Whether there is a file of this name that may be read.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// The files whose names begin with `stem`, in order: `clip.en.vtt` with `clip`.
    pub fn beginning_with(&self, stem: &str) -> Vec<String> {
        let parent = Path::new(stem).parent().unwrap_or(Path::new(""));
        self.names_in(parent)
            .into_iter()
            .filter_map(|name| name.into_os_string().into_string().ok())
            .filter(|name| name.starts_with(stem))
            .collect()
    }

    /// What lies in a part of the folder, in order; nothing if that leads out of it.
    fn names_in(&self, part: &Path) -> Vec<PathBuf> {
        let path = self.root.join(part);
        let is_inside = path
            .canonicalize()
            .is_ok_and(|real| real.starts_with(&self.root));
        let mut names: Vec<PathBuf> = is_inside
            .then(|| fs::read_dir(path).ok())
            .flatten()
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(part.join(entry.ok()?.file_name())))
            .collect();
        names.sort();
        names
    }

    /// A file that may have been meant: it differs in case or ending only.
    fn look_alike(&self, wanted: &Path) -> String {
        let name = |path: &Path| {
            path.file_name()
                .map(|name| name.to_string_lossy().to_lowercase())
        };
        let stem = |path: &Path| {
            path.file_stem()
                .map(|name| name.to_string_lossy().to_lowercase())
        };
        let names = self.names_in(wanted.parent().unwrap_or(Path::new("")));
        let found = names
            .iter()
            .find(|other| name(other) == name(wanted))
            .or_else(|| names.iter().find(|other| stem(other) == stem(wanted)));
        match found {
            Some(other) => format!("There is {}: is that meant?", other.display()),
            None => "Names are relative to the story's folder, and upper and lower case differ"
                .to_owned(),
        }
    }
}

fn too_large(most: u64) -> Refused {
    Refused::new(
        format!("is larger than {} MiB", most >> 20),
        "Make it smaller",
    )
}

/// `my%20photo.jpg` as `my photo.jpg`; nothing if there is nothing to decode.
fn percent_decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = (byte == b'%')
            .then(|| std::str::from_utf8(tail.get(..2)?).ok())
            .flatten()
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|decoded| decoded != name)
}
