//! A place to press stories in: a story's folder, a cache and the folder that is published.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use image::{ImageFormat, Rgb, RgbImage};
use reportage_press::folder::Folder;
use reportage_press::original::{Originals, sha256};
use reportage_press::page::Program;
use reportage_press::publish::{Cache, NotPublished, Out, Press, Progress, Published};
use reportage_press::{reading, report};
use serde_json::Value;
use tempfile::TempDir;

pub const BASE: &str = "https://example.org/bridge/";

/// A story with a cover, a gallery of two and a photo that is covered.
pub const STORY: &str = "---
headline: The bridge
author: Jane Roe
publisher: The Paper
datePublished: 2017-03-31
inLanguage: en
photos:
  copyrightNotice: © 2017 Jane Roe
  license: https://example.org/terms
  acquireLicensePage: https://example.org/buy
  dataMining: DMI-PROHIBITED
---

![A wreck.](wreck.png)
(Jane Roe/Agency)
notice: A wreck is to be seen.

It was the last one that stood.

## The banks

![The left bank.](left.png)
The left one.
(Jane Roe/Agency)

![The right bank.](right.png)
(John Doe)
";

/// A story, what is kept of its pictures, and what is published of it.
pub struct Studio {
    place: TempDir,
    out: PathBuf,
}

impl Studio {
    /// With [`STORY`] and its pictures.
    pub fn new() -> Self {
        let studio = Self::empty();
        studio.write("story.md", STORY);
        for (number, name) in ["wreck.png", "left.png", "right.png"].iter().enumerate() {
            studio.write(name, picture(number as u8));
        }
        studio
    }

    /// The same, published in a folder elsewhere.
    pub fn publishing_in(out: PathBuf) -> Self {
        Self { out, ..Self::new() }
    }

    /// Without a story.
    pub fn empty() -> Self {
        let place = tempfile::tempdir().expect("there is room");
        fs::create_dir(place.path().join("story")).expect("there is room");
        let out = place.path().join("out");
        Self { place, out }
    }

    pub fn story(&self) -> PathBuf {
        self.place.path().join("story")
    }

    pub fn cache(&self) -> PathBuf {
        self.place.path().join("cache")
    }

    pub fn out(&self) -> PathBuf {
        self.out.clone()
    }

    /// Puts a file into the story's folder.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.story().join(name), bytes).expect("the story can be written");
    }

    /// Writes the story anew with other words.
    pub fn replace(&self, words: &str, others: &str) {
        let path = self.story().join("story.md");
        let story = fs::read_to_string(&path).expect("there is a story");
        assert!(story.contains(words), "{words}");
        self.write("story.md", story.replace(words, others));
    }

    /// Publishes the story.
    pub fn press(&self) -> Result<Published, NotPublished> {
        press(&self.story(), &self.cache(), &self.out(), Some(BASE))
    }

    /// Publishes the story, which must be possible.
    pub fn published(&self) -> Published {
        self.press().expect("the story can be published")
    }

    /// The page.
    pub fn page(&self) -> String {
        fs::read_to_string(self.out().join("index.html")).expect("there is a page")
    }

    /// The bundle.
    pub fn bundle(&self) -> Value {
        let bundle = fs::read(self.out().join("story.json")).expect("there is a bundle");
        serde_json::from_slice(&bundle).expect("a bundle is JSON")
    }
}

/// Publishes the story in a folder.
pub fn press(
    story: &Path,
    cache: &Path,
    out: &Path,
    base: Option<&str>,
) -> Result<Published, NotPublished> {
    press_originals(&Originals::default(), story, cache, out, base)
}

/// Publishes the story in a folder, with pictures that are looked into as `originals` has it.
pub fn press_originals(
    originals: &Originals,
    story: &Path,
    cache: &Path,
    out: &Path,
    base: Option<&str>,
) -> Result<Published, NotPublished> {
    let folder = Folder::open(story).expect("there is a story");
    let (reading, complaints) = reading::read(&folder, originals);
    let told = report::text(&complaints, &folder, false);
    assert!(!report::any_error(&complaints), "{told}");
    Press {
        folder: &folder,
        cache: &Cache::new(cache),
        program: &Program::new(
            (b"the program's JavaScript", b"its WebAssembly"),
            (b"the tools' JavaScript", b"their WebAssembly"),
        ),
        base_url: base,
        root: "",
        script: None,
        progress: &Silent,
    }
    .publish(reading.expect("there is a story"), &Out::open(out, || {})?)
}

/// Nobody is told how the work goes on.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn done(&self, _: &str, _: bool) {}
    fn end(&self) {}
}

/// A tiny picture, as a PNG; another for each number.
pub fn picture(number: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(24, 16, |x, y| {
        Rgb([x as u8 * 10, y as u8 * 15, number * 40])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut file, ImageFormat::Png)
        .expect("it can be written to memory");
    file.into_inner()
}

/// Every file in a folder, by its name from there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("it is in there");
            let bytes = fs::read(&path).expect("the file can be read");
            files.insert(name.to_string_lossy().replace('\\', "/"), bytes);
        }
    }
}

/// Checks that all that the page names is there and is what its name says; likewise the
/// bundle. Neither need be there.
pub fn assert_whole(out: &Path) {
    if let Ok(page) = fs::read_to_string(out.join("index.html")) {
        assert!(page.ends_with("</html>\n"), "the page is cut off");
        let names = page.split(['"', '\'', ' ', ',', '(', ')', '&', ';']);
        let names = names.map(|name| name.strip_prefix(BASE).unwrap_or(name));
        let own = |name: &&str| {
            ["media/", "reportage-", "icon-"]
                .iter()
                .any(|start| name.starts_with(start))
                && name.contains('.')
        };
        let mut count = 0;
        for name in names.filter(own) {
            assert_is_what_its_name_says(out, name);
            count += 1;
        }
        assert!(
            count >= 3,
            "the page names its program, its icon and its pictures"
        );
    }
    if let Ok(bundle) = fs::read(out.join("story.json")) {
        let bundle: Value = serde_json::from_slice(&bundle).expect("the bundle is whole");
        for src in strings(&bundle, "src") {
            assert_is_what_its_name_says(out, src);
        }
    }
}

fn assert_is_what_its_name_says(out: &Path, name: &str) {
    let bytes = fs::read(out.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let hash = &sha256(&bytes)[..16];
    assert!(name.contains(hash), "{name} has the hash {hash}");
}

/// Every text that is called `name` in a tree of JSON.
pub fn strings<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match value.as_str() {
                Some(text) if key == name => vec![text],
                _ => strings(value, name),
            })
            .collect(),
        Value::Array(values) => values
            .iter()
            .flat_map(|value| strings(value, name))
            .collect(),
        _ => Vec::new(),
    }
}
