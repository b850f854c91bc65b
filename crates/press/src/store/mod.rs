//! A built folder, put on an object store: S3 and what is compatible with it, Google's, Azure's,
//! or a folder.
//!
//! What a page names is there before the page is: a reader never meets a missing file, whenever
//! the work is cut off. Nothing is deleted: whoever has an older page open still finds its photos.

mod files;
mod serving;

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::buffered::BufWriter;
use object_store::path::{Path as Location, PathPart};
use object_store::{ObjectStore, ObjectStoreExt, ObjectStoreScheme};
use tokio::io::AsyncWriteExt;
use url::Url;

use files::File;

/// How many files travel at the same time.
const AT_ONCE: usize = 8;

/// Where a folder is put.
#[derive(Clone, Debug)]
pub struct Target {
    store: Arc<dyn ObjectStore>,
    prefix: Location,
    /// A folder keeps no content types.
    takes_attributes: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many files were written.
    pub written: usize,
    /// How many were there already as they are.
    pub unchanged: usize,
}

/// Why a folder is not on a store, or not all of it.
#[derive(Debug)]
pub enum StoreError {
    /// It is no address of a store.
    Address(String),
    /// These stories are drafts.
    Drafts(Vec<String>),
    /// There is no page that the press has written.
    NotBuilt(PathBuf),
    /// A story names what is not in the folder.
    Incomplete(PathBuf),
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
            Self::Drafts(drafts) => write!(
                f,
                "these are drafts, which are not published: {}\nTake out `draft: true` and build again",
                drafts.join(", ")
            ),
            Self::NotBuilt(folder) => write!(
                f,
                "{} holds no page of Reportage's\nMake one: reportage build DIR --out {0}",
                folder.display()
            ),
            Self::Incomplete(folder) => write!(
                f,
                "{} does not hold all that its story names\nBuild it again",
                folder.display()
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

    /// What is there, and how large it is.
    async fn listing(&self) -> Result<HashMap<Location, u64>, StoreError> {
        self.store
            .list(Some(&self.prefix))
            .map_ok(|file| (file.location, file.size))
            .try_collect()
            .await
            .map_err(|error| StoreError::Store(self.prefix.to_string(), error.into()))
    }

    /// Whether a file is there as it is in the folder.
    async fn has(&self, file: &File, size: Option<u64>) -> Result<bool, StoreError> {
        if size != Some(file.size) {
            return Ok(false);
        }
        if file.is_hashed() {
            return Ok(true);
        }
        let fault = |error: object_store::Error| StoreError::Store(file.name.clone(), error.into());
        let there = self
            .store
            .get(&self.location(&file.name))
            .await
            .map_err(fault)?;
        let there = there.bytes().await.map_err(fault)?;
        Ok(there == file.read().await?)
    }

    async fn write(&self, file: &File) -> Result<(), StoreError> {
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

/// Puts the folder that was built on a store: what has changed of it. `told` hears of every file
/// that has been written.
///
/// # Errors
/// If a story is a draft or not whole, or the store refuses something. What has been written
/// then is there, and the next run goes on.
pub async fn publish(
    folder: &Path,
    target: &Target,
    told: impl Fn(&str),
) -> Result<Done, StoreError> {
    let files = files::in_folder(folder)?;
    let there = target.listing().await?;
    let mut done = Done::default();
    for stage in files::stages(files) {
        let written: Vec<bool> = stream::iter(&stage)
            .map(|file| {
                let size = there.get(&target.location(&file.name)).copied();
                let told = &told;
                async move {
                    if target.has(file, size).await? {
                        return Ok(false);
                    }
                    target.write(file).await?;
                    told(&file.name);
                    Ok(true)
                }
            })
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        let count = written.iter().filter(|written| **written).count();
        done.written += count;
        done.unchanged += written.len() - count;
    }
    Ok(done)
}
