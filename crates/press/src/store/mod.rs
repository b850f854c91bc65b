//! A built folder, put on an object store: S3 and what is compatible with it, Google's, Azure's,
//! or a folder.
//!
//! What a page names is there before the page is: a reader never meets a missing file, whenever
//! the work is cut off. Nothing is deleted: whoever has an older page open still finds its photos.

mod built;
mod files;
mod references;
mod serving;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use md5::{Digest, Md5};
use object_store::buffered::BufWriter;
use object_store::path::{Path as Location, PathPart};
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, ObjectStoreScheme};
use tokio::io::AsyncWriteExt;
use url::Url;

use crate::publish::Lock;
use crate::serving::bears_hash;
use built::{Built, Whole, names};
use files::{BuiltFile, Stage, stages};

/// How many files of a story travel at the same time.
const AT_ONCE: usize = 8;
/// How many stories do.
const STORIES_AT_ONCE: usize = 4;

/// Where a folder is put.
#[derive(Clone, Debug)]
pub struct Target {
    store: Arc<dyn ObjectStore>,
    prefix: Location,
    /// A folder keeps no content types.
    takes_attributes: bool,
}

/// What is on a store, by its place.
type Listing = HashMap<Location, ObjectMeta>;

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many files were written.
    pub written: usize,
    /// How many were there already as they are.
    pub unchanged: usize,
    /// The folders of drafts, which were left out.
    pub drafts: Vec<String>,
}

impl Done {
    fn add(&mut self, other: Self) {
        self.written += other.written;
        self.unchanged += other.unchanged;
        self.drafts.extend(other.drafts);
    }
}

/// Why a folder is not on a store, or not all of it.
#[derive(Debug)]
pub enum StoreError {
    /// It is no address of a store.
    Address(String),
    /// The story is a draft.
    Draft(PathBuf),
    /// There is no page that the press has written.
    NotBuilt(PathBuf),
    /// A page or a bundle names a file that is not there.
    Incomplete(PathBuf, String),
    /// A link may lead anywhere.
    Link(PathBuf),
    /// A file cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The store does not answer as it should, for this file or folder.
    Store(String, Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(wrong) => write!(
                f,
                "{wrong}\nName a store like s3://bucket/stories, gs://…, az://…, or a folder"
            ),
            Self::Draft(folder) => write!(
                f,
                "{} holds a draft, which is not published\nTake out `draft: true` and build it again",
                folder.display()
            ),
            Self::NotBuilt(folder) => write!(
                f,
                "{} holds no page of Reportage's\nMake one: reportage build DIR --out {0}",
                folder.display()
            ),
            Self::Incomplete(page, name) => write!(
                f,
                "{} names {name}, which is not there or is a draft's\nBuild it again",
                page.display()
            ),
            Self::Link(path) => write!(
                f,
                "{} is a link, and may lead anywhere\nPut what it leads to in its place",
                path.display()
            ),
            Self::Unreadable(path, error) => {
                write!(f, "{} cannot be read: {error}", path.display())
            }
            Self::Store(name, error) => write!(
                f,
                "{name}: {error}\nWhat was there before still is; run it again to go on"
            ),
        }
    }
}

impl std::error::Error for StoreError {}

impl Target {
    /// The store at an address: `s3://bucket/stories`, `gs://…`, `az://…`, or a folder's path.
    /// `options` are those that the store's own programs read from the environment, such as
    /// `AWS_ACCESS_KEY_ID`.
    ///
    /// # Errors
    /// If there is no such store, or the folder cannot be made.
    pub fn parse(
        address: &str,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, StoreError> {
        let wrong = |error: &dyn fmt::Display| StoreError::Address(format!("{address}: {error}"));
        let url = match Url::parse(address) {
            // A drive is no scheme.
            Ok(url) if url.scheme().len() > 1 => url,
            _ => {
                std::fs::create_dir_all(address).map_err(|error| wrong(&error))?;
                let path = Path::new(address)
                    .canonicalize()
                    .map_err(|error| wrong(&error))?;
                Url::from_directory_path(path).map_err(|()| wrong(&"it is no path"))?
            }
        };
        let (scheme, _) = ObjectStoreScheme::parse(&url).map_err(|error| wrong(&error))?;
        let (store, prefix) =
            object_store::parse_url_opts(&url, options).map_err(|error| wrong(&error))?;
        Ok(Self {
            store: store.into(),
            prefix,
            takes_attributes: scheme != ObjectStoreScheme::Local,
        })
    }

    fn location(&self, name: &str) -> Location {
        let below = name.split('/').map(PathPart::from);
        self.prefix.parts().chain(below).collect()
    }

    /// What is there.
    async fn listing(&self) -> Result<Listing, StoreError> {
        self.store
            .list(Some(&self.prefix))
            .map_ok(|file| (file.location.clone(), file))
            .try_collect()
            .await
            .map_err(|error| StoreError::Store(self.prefix.to_string(), error.into()))
    }

    /// Whether a file is there as it is in the folder, by what the listing says of it.
    ///
    /// One of another size is another. One whose name bears its hash is the same. Of the rest, which
    /// are pages and the like, most stores say the MD5 as their `ETag`: if that is ours, so is the
    /// file, and nothing travels. If it is not, that may mean nothing: Azure and folders number
    /// their files, and S3 with keys of its own hashes what it has encrypted. Then the file is fetched
    /// and compared.
    async fn has(&self, file: &BuiltFile, there: Option<&ObjectMeta>) -> Result<bool, StoreError> {
        let Some(there) = there.filter(|there| there.size == file.size) else {
            return Ok(false);
        };
        if bears_hash(&file.name) {
            return Ok(true);
        }
        let bytes = file.read().await?;
        if is_tagged(there, &bytes) {
            return Ok(true);
        }
        let fault = |error: object_store::Error| StoreError::Store(file.name.clone(), error.into());
        let there = self
            .store
            .get(&self.location(&file.name))
            .await
            .map_err(fault)?;
        Ok(there.bytes().await.map_err(fault)? == bytes)
    }

    async fn write(&self, file: &BuiltFile) -> Result<(), StoreError> {
        let mut writer = BufWriter::new(self.store.clone(), self.location(&file.name));
        if self.takes_attributes {
            writer = writer.with_attributes(serving::attributes(file));
        }
        let mut reader = file.open().await?;
        let copied = tokio::io::copy(&mut reader, &mut writer).await;
        let written = match copied {
            Ok(_) => writer.shutdown().await,
            Err(error) => Err(error),
        };
        written.map_err(|error| StoreError::Store(file.name.clone(), error.into()))
    }
}

/// Whether a store's tag of a file is the MD5 of these bytes.
fn is_tagged(there: &ObjectMeta, bytes: &[u8]) -> bool {
    let tag = there.e_tag.as_deref().unwrap_or_default();
    tag.trim_matches('"') == format!("{:x}", Md5::digest(bytes))
}

/// Puts the folder that was built on a store: what has changed of it. `waiting` hears of a folder
/// that a press is at work on, `told` of every file that has been written.
///
/// The program goes first, then each story by itself, then what leads to them. Each folder is held
/// while it is read: no press changes it between a photo and the page that names it.
///
/// # Errors
/// If the only story is a draft, if one is not whole, or the store refuses something. What has been
/// written then is there, and the next run goes on.
pub async fn publish(
    folder: &Path,
    target: &Target,
    waiting: impl Fn(&Path),
    told: impl Fn(&str),
) -> Result<Done, StoreError> {
    let _lock = Lock::shared(folder, || waiting(folder))
        .map_err(|error| StoreError::Unreadable(folder.to_owned(), error))?;
    let built = Built::look(folder)?;
    let sending = Sending {
        target,
        there: target.listing().await?,
        told: &told,
    };
    let above = built.above()?;
    let mut there = names(above.iter());
    let (first, last): (Vec<_>, Vec<_>) = above
        .iter()
        .cloned()
        .partition(|file| file.stage() <= Stage::Program);
    let mut done = sending.files(first).await?;
    let mut stories = stream::iter(&built.stories)
        .map(|story| sending.story(&built, story, &above, &waiting))
        .buffer_unordered(STORIES_AT_ONCE);
    while let Some((story, names)) = stories.try_next().await? {
        done.add(story);
        there.extend(names);
    }
    drop(stories);
    if built.is_one_story() && !done.drafts.is_empty() {
        return Err(StoreError::Draft(folder.to_owned()));
    }
    done.drafts.sort();
    built.check_index(&last, &there)?;
    done.add(sending.files(last).await?);
    Ok(done)
}

/// Files on their way.
struct Sending<'a> {
    target: &'a Target,
    there: Listing,
    told: &'a dyn Fn(&str),
}

impl Sending<'_> {
    /// A story, unless it is a draft; and the names of its files.
    async fn story(
        &self,
        built: &Built<'_>,
        folder: &str,
        above: &[BuiltFile],
        waiting: &impl Fn(&Path),
    ) -> Result<(Done, HashSet<String>), StoreError> {
        let Whole {
            files,
            is_draft,
            lock,
        } = built.story(folder, above, waiting)?;
        if is_draft {
            let drafts = vec![folder.to_owned()];
            let done = Done {
                drafts,
                ..Done::default()
            };
            return Ok((done, HashSet::new()));
        }
        let names = names(files.iter());
        let done = self.files(files).await?;
        drop(lock);
        Ok((done, names))
    }

    /// Files, stage by stage.
    async fn files(&self, files: Vec<BuiltFile>) -> Result<Done, StoreError> {
        let mut done = Done::default();
        for stage in stages(files).into_values() {
            let written: Vec<bool> = stream::iter(&stage)
                .map(|file| self.file(file))
                .buffer_unordered(AT_ONCE)
                .try_collect()
                .await?;
            let count = written.iter().filter(|written| **written).count();
            done.written += count;
            done.unchanged += written.len() - count;
        }
        Ok(done)
    }

    /// A file; whether it had to be written.
    async fn file(&self, file: &BuiltFile) -> Result<bool, StoreError> {
        let there = self.there.get(&self.target.location(&file.name));
        if self.target.has(file, there).await? {
            return Ok(false);
        }
        self.target.write(file).await?;
        (self.told)(&file.name);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_md5_and_by_no_other_tag() {
        for (tag, expected) in [
            (Some("\"900150983cd24fb0d6963f7d28e17f72\""), true),
            (Some("900150983cd24fb0d6963f7d28e17f72"), true),
            (Some("\"900150983cd24fb0d6963f7d28e17f73\""), false),
            (Some("\"900150983cd24fb0d6963f7d28e17f72-2\""), false),
            (Some("0x8DBF"), false),
            (None, false),
        ] {
            let there = ObjectMeta {
                location: Location::from("index.html"),
                last_modified: Default::default(),
                size: 3,
                e_tag: tag.map(str::to_owned),
                version: None,
            };
            assert_eq!(is_tagged(&there, b"abc"), expected, "{tag:?}");
        }
    }
}
