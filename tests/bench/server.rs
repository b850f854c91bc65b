//! The server of all pages. What can be compressed is, with brotli at its best, before the first
//! visit: as a static host has it, and the same for every page.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

/// A page with nothing in it: by it the browser has a process for the server's pages before the
/// first of them is opened, as one has that is in use.
pub const EMPTY: &str = "/empty/";

/// Files in memory, by their paths.
#[derive(Default)]
pub struct Server {
    files: HashMap<String, File>,
}

struct File {
    media_type: String,
    is_compressed: bool,
    content: Vec<u8>,
}

/// A server that listens. It ends with the program.
pub struct Serving {
    address: String,
    shared: Arc<Shared>,
}

struct Shared {
    files: HashMap<String, File>,
    requests: Mutex<Vec<String>>,
}

impl Server {
    /// With nothing but a page that is empty, at [`EMPTY`].
    pub fn with_empty_page() -> Self {
        let mut server = Self::default();
        server.put(
            EMPTY,
            "text/html",
            "<!doctype html><link rel=\"icon\" href=\"data:,\"><title>Empty</title>",
        );
        server
    }

    /// Puts a file at `path`.
    pub fn put(&mut self, path: &str, media_type: &str, content: impl Into<Vec<u8>>) {
        let content = content.into();
        let packed = is_packable(media_type)
            .then(|| compressed(&content))
            .flatten();
        let file = File {
            media_type: media_type.to_owned(),
            is_compressed: packed.is_some(),
            content: packed.unwrap_or(content),
        };
        self.files.insert(path.to_owned(), file);
    }

    /// Puts a file of the disk at `path`; an `index.html` also at its folder's.
    pub fn put_file(&mut self, path: &str, file: &Path) -> Result<()> {
        let content =
            fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
        let media_type = mime_guess::from_path(file).first_or_octet_stream();
        let path = path.strip_suffix("index.html").unwrap_or(path);
        self.put(path, media_type.as_ref(), content);
        Ok(())
    }

    /// Puts all files of a folder below `path`, which ends with `/`.
    pub fn put_folder(&mut self, path: &str, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let below = format!("{path}{}", name.to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.put_folder(&format!("{below}/"), &entry.path())?;
            } else {
                self.put_file(&below, &entry.path())?;
            }
        }
        Ok(())
    }

    /// Begins to serve, on a port of 127.0.0.1 that is free.
    pub async fn start(self) -> Result<Serving> {
        let shared = Arc::new(Shared {
            files: self.files,
            requests: Mutex::default(),
        });
        let app = Router::new().fallback(answer).with_state(shared.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Serving { address, shared })
    }
}

impl Serving {
    /// The whole address of `path`.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The paths that were asked for since this was called last, in order.
    pub fn forget(&self) -> Vec<String> {
        std::mem::take(&mut *self.locked())
    }

    /// The paths asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.locked().clone()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        let requests = &self.shared.requests;
        requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path();
    let Some(file) = shared.files.get(path) else {
        eprintln!("{path} was asked for, and is not there");
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut requests = shared
        .requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    requests.push(path.to_owned());
    drop(requests);
    let media_type = (header::CONTENT_TYPE, file.media_type.clone());
    let content = file.content.clone();
    if file.is_compressed {
        let encoding = (header::CONTENT_ENCODING, "br".to_owned());
        ([media_type, encoding], content).into_response()
    } else {
        ([media_type], content).into_response()
    }
}

/// Whether static hosts compress it.
fn is_packable(media_type: &str) -> bool {
    let others = ["javascript", "json", "wasm", "xml", "ttf"];
    media_type.starts_with("text/") || others.iter().any(|word| media_type.contains(word))
}

/// With brotli at its best; none if that makes it no smaller.
fn compressed(content: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    writer.write_all(content).ok()?;
    drop(writer);
    (packed.len() < content.len()).then_some(packed)
}
