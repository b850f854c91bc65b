//! A server that speaks S3 and keeps what it gets in a folder.

use std::path::PathBuf;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{Attribute, ObjectStoreExt};
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

/// It ends with the test.
pub struct Server {
    folder: TempDir,
    address: String,
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
        let task = tokio::spawn(async move {
            let server = Builder::new(TokioExecutor::new());
            while let Ok((socket, _)) = listener.accept().await {
                let connection = server
                    .serve_connection(TokioIo::new(socket), service.clone())
                    .into_owned();
                tokio::spawn(async move {
                    let _ = connection.await;
                });
            }
        });
        Self {
            folder,
            address,
            task,
        }
    }

    /// What is in the bucket.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }

    /// A folder of the bucket, as the environment would name it.
    pub fn target(&self, folder: &str) -> Target {
        let options = [
            ("AWS_ACCESS_KEY_ID", KEY),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ENDPOINT", &self.address),
            ("AWS_ALLOW_HTTP", "true"),
        ];
        let options = options.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Target::parse(&format!("s3://{BUCKET}/{folder}"), options).expect("it is a store")
    }

    /// What it says of a file: its type, and how long it may be kept.
    pub async fn headers(&self, name: &str) -> (String, String) {
        let store = AmazonS3Builder::new()
            .with_bucket_name(BUCKET)
            .with_access_key_id(KEY)
            .with_secret_access_key(SECRET)
            .with_region("us-east-1")
            .with_endpoint(&self.address)
            .with_allow_http(true)
            .build()
            .expect("it is a store");
        let file = store.get(&Path::from(name)).await.expect("it is there");
        let say = |attribute: Attribute| {
            file.attributes
                .get(&attribute)
                .map(|value| value.to_string())
                .unwrap_or_default()
        };
        (say(Attribute::ContentType), say(Attribute::CacheControl))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
