//! The pictures and videos that a story names, and where each has to be put.

use std::collections::{HashMap, HashSet};

use super::MediaFile;
use super::names::{LONGEST, slug, stem_and_extension};

/// The files named so far: one for each picture, and no two paths alike.
#[derive(Debug, Default)]
pub struct Files {
    named: Vec<MediaFile>,
    of_source: HashMap<String, String>,
    /// In small letters, since some file systems do not tell large ones from them.
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

/// A picture or a video in the source.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The folder to put it into.
    pub folder: &'a str,
    /// What the source calls it; may be empty.
    pub source: &'a str,
    /// The name to make its file name of: as a rule the same.
    pub name: &'a str,
    /// What to call it where its name has nothing to go by.
    pub otherwise: &'a str,
    /// The extension, where its name has none.
    pub extension: &'a str,
    /// Where it can be fetched.
    pub address: Option<&'a str>,
}

impl Files {
    /// A path for a picture or a video: its file name if it has one, or else its
    /// words with the extension. The same source gets the same path again, but every
    /// nameless place has a path of its own.
    pub fn add(&mut self, wanted: Wanted<'_>) -> String {
        let (stem, extension) = match stem_and_extension(wanted.name) {
            Some((stem, extension)) => (tame(stem), extension),
            None => (slug(wanted.name), wanted.extension.to_owned()),
        };
        if let Some(path) = self
            .of_source
            .get(wanted.source)
            .filter(|_| !stem.is_empty())
        {
            return path.clone();
        }
        let stem = [stem, slug(wanted.otherwise)]
            .into_iter()
            .find(|stem| !stem.is_empty())
            .unwrap_or_else(|| "cover".into());
        let path = self.free(wanted.folder, &stem, &extension);
        self.of_source
            .insert(wanted.source.to_owned(), path.clone());
        self.named.push(MediaFile {
            path: path.clone(),
            source: wanted.source.to_owned(),
            address: wanted.address.map(str::to_owned),
        });
        path
    }

    /// All of them, in the story's order.
    pub fn into_list(self) -> Vec<MediaFile> {
        self.named
    }

    fn free(&mut self, folder: &str, stem: &str, extension: &str) -> String {
        let first = format!("{folder}/{stem}.{extension}");
        let count = self.next.entry(first.to_lowercase()).or_insert(0);
        loop {
            *count += 1;
            let path = match *count {
                1 => first.clone(),
                n => format!("{folder}/{stem}-{n}.{extension}"),
            };
            if self.taken.insert(path.to_lowercase()) {
                return path;
            }
        }
    }
}

/// The stem of a file name with what no path and no Markdown minds: `IMG_12` stays
/// as it is, `My photo (2)` becomes `My-photo-2`.
fn tame(stem: &str) -> String {
    let parts: Vec<_> = stem
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("-").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_picture_has_a_path_of_its_own() {
        let mut files = Files::default();
        let mut path = |source| {
            files.add(Wanted {
                folder: "photos",
                source,
                name: source,
                otherwise: "The quay",
                extension: "jpg",
                address: None,
            })
        };
        assert_eq!(path("quay 5"), "photos/quay-5.jpg");
        assert_eq!(path("quay 5"), "photos/quay-5.jpg");
        assert_eq!(path("Quay 5!"), "photos/quay-5-2.jpg");
        assert_eq!(path("IMG_1234.JPG"), "photos/IMG_1234.jpg");
        assert_eq!(path("img_1234.jpg"), "photos/img_1234-2.jpg");
        assert_eq!(path("../a b.png"), "photos/a-b.png");
        assert_eq!(path(""), "photos/the-quay.jpg");
        assert_eq!(path(""), "photos/the-quay-2.jpg");
        assert_eq!(files.into_list().len(), 7);
    }
}
