//! A server that speaks S3 and keeps what it gets in a folder.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE};
use hyper::service::{Service as _, service_fn};
use hyper::{Method, Request};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use reportage_press::store::Target;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const BUCKET: &str = "newsroom";
const KEY: &str = "key";
const SECRET: &str = "secret";

/// Type and keeping, by the path.
type Told = HashMap<String, (String, String)>;

/// It ends with the test.
pub struct Server {
    folder: TempDir,
    address: String,
    told: Arc<Mutex<Told>>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("there is room");
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a folder"));
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build().into_shared();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("it listens"));
        let told: Arc<Mutex<Told>> = Arc::default();
        let heard = told.clone();
        let task = tokio::spawn(async move {
            let server = Builder::new(TokioExecutor::new());
            while let Ok((socket, _)) = listener.accept().await {
                let (service, heard) = (service.clone(), heard.clone());
                // What it is told of files it does not keep.
                let listening = service_fn(move |request: Request<Incoming>| {
                    let say = |name| {
                        let value = request.headers().get(name);
                        let value = value.and_then(|value| value.to_str().ok());
                        value.unwrap_or_default().to_owned()
                    };
                    if request.method() == Method::PUT {
                        let about = (say(CONTENT_TYPE), say(CACHE_CONTROL));
                        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                        heard.insert(request.uri().path().to_owned(), about);
                    }
                    service.call(request)
                });
                let connection = server
                    .serve_connection(TokioIo::new(socket), listening)
                    .into_owned();
                tokio::spawn(async move {
                    let _ = connection.await;
                });
            }
        });
        Self {
            folder,
            address,
            told,
            task,
        }
    }

    /// What is in the bucket.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }

    /// What the environment says of it.
    pub fn environment(&self) -> [(&'static str, String); 5] {
        [
            ("AWS_ACCESS_KEY_ID", KEY),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ENDPOINT", &self.address),
            ("AWS_ALLOW_HTTP", "true"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
    }

    /// A folder of the bucket.
    pub fn target(&self, folder: &str) -> Target {
        let options = self.environment();
        let options = options.map(|(name, value)| (name.to_owned(), value));
        Target::parse(&format!("s3://{BUCKET}/{folder}"), options).expect("it is a store")
    }

    /// What it was told of a file that was put there: its type, and how long it may be kept.
    pub fn told_of(&self, name: &str) -> Option<(String, String)> {
        self.told().get(&format!("/{BUCKET}/{name}")).cloned()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
