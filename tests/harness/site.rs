use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{self, Body};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::sync::watch;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::faults::{self, Fault, Faults, Met};
use crate::headers::Rules;

/// Where a page finds what a reader wants to run before it.
const BEFORE: &str = "/before-every-page.js";

/// The sites of this process, for readers who come to them.
static SITES: Mutex<Vec<(String, Weak<Shared>)>> = Mutex::new(Vec::new());

/// Has the site that `address` is of run scripts in every page before any script of the
/// page's own; those of its next reader take their place. Other servers go on as they are.
pub(crate) fn before_every_page(address: &str, scripts: &[String]) {
    let sites = locked(&SITES);
    let site = sites.iter().find(|(site, _)| {
        address
            .strip_prefix(site)
            .is_some_and(|path| path.starts_with('/'))
    });
    if let Some(shared) = site.and_then(|(_, shared)| shared.upgrade()) {
        *locked(&shared.before) = scripts.join(";\n");
    }
}

/// A server on 127.0.0.1 with the built viewer, with files of the test's own and
/// with whatever troubles the test wants. It ends with the test.
pub struct Site {
    address: String,
    shared: Arc<Shared>,
    /// All of the server, with the connections that browsers keep open.
    server: Mutex<Option<Runtime>>,
}

#[derive(Default)]
struct Shared {
    requests: Mutex<Vec<String>>,
    files: Mutex<HashMap<String, (String, Vec<u8>)>>,
    troubles: Mutex<Vec<Trouble>>,
    gates: Mutex<Vec<(String, watch::Receiver<bool>)>>,
    aliases: Mutex<Vec<(String, String)>>,
    before: Mutex<String>,
    rules: Mutex<Vec<Rules>>,
    met: Met,
    headers: Mutex<Vec<(String, HeaderName, HeaderValue)>>,
    is_fresh: AtomicBool,
}

struct Trouble {
    part: String,
    /// The answer's status; none: the connection breaks in the middle of an answer.
    status: Option<StatusCode>,
    times: usize,
}

impl Site {
    /// Serves `dist/`. With each published story goes what the press says that a server should
    /// say of it.
    pub async fn start() -> Result<Self> {
        Self::over(None).await
    }

    /// Serves `dist/` over a network that spoils answers.
    pub async fn over_faults(faults: Faults) -> Result<Self> {
        Self::over(Some(faults)).await
    }

    async fn over(faults: Option<Faults>) -> Result<Self> {
        let shared = Arc::new(Shared::default());
        shared.take_rules("/stories/", &crate::root().join("dist/stories"))?;
        let app = Router::new().fallback(answer).with_state(shared.clone());
        let met = shared.met.clone();
        let listener = TcpListener::bind("127.0.0.1:0").await?.into_std()?;
        let address = format!("http://{}", listener.local_addr()?);
        let server = runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        server.spawn(async move {
            let Ok(listener) = TcpListener::from_std(listener) else {
                return;
            };
            match faults {
                Some(faults) => faults::serve(listener, app, faults, met).await,
                None => {
                    let _ = axum::serve(listener, app).await;
                }
            }
        });
        locked(&SITES).push((address.clone(), Arc::downgrade(&shared)));
        Ok(Self {
            address,
            shared,
            server: Mutex::new(Some(server)),
        })
    }

    /// Is there no more: open connections end, and nobody answers at its address.
    pub fn stop(&self) {
        if let Some(server) = locked(&self.server).take() {
            server.shutdown_background();
        }
    }

    /// The whole address of `path`, which begins with `/`.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Puts a file of the test's own at `path`, in place of any other.
    pub fn put(&self, path: &str, media_type: &str, content: impl Into<Vec<u8>>) -> &Self {
        locked(&self.shared.files).insert(path.to_owned(), (media_type.to_owned(), content.into()));
        self
    }

    /// Puts all files of a folder below `path`, which ends with `/`, in place of what was there.
    pub fn put_folder(&self, path: &str, folder: &Path) -> Result<&Self> {
        locked(&self.shared.files).retain(|file, _| !file.starts_with(path));
        self.put_below(path, folder)?;
        self.shared.take_rules_of(path, folder)?;
        Ok(self)
    }

    /// Says something in every answer whose path begins with `path`, in place of what the press
    /// says.
    pub fn say(&self, path: &str, name: &'static str, value: &str) -> &Self {
        let value = HeaderValue::from_str(value).expect("a header's value");
        let said = (path.to_owned(), HeaderName::from_static(name), value);
        locked(&self.shared.headers).push(said);
        self
    }

    fn put_below(&self, path: &str, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?.path();
            let name = entry.file_name().context("it has a name")?;
            let name = name.to_string_lossy();
            if entry.is_dir() {
                self.put_below(&format!("{path}{name}/"), &entry)?;
                continue;
            }
            let media_type = mime_guess::from_path(&entry).first_or_octet_stream();
            let content = fs::read(&entry)?;
            self.put(
                &format!("{path}{name}"),
                media_type.as_ref(),
                content.clone(),
            );
            if name == "index.html" {
                self.put(path, media_type.as_ref(), content);
            }
        }
        Ok(())
    }

    /// Answers what is asked for under `from` with what lies under `to`.
    pub fn alias(&self, from: &str, to: &str) -> &Self {
        locked(&self.shared.aliases).push((from.to_owned(), to.to_owned()));
        self
    }

    /// Lets browsers keep nothing of what is answered from now on.
    pub fn forbid_caching(&self) -> &Self {
        self.shared.is_fresh.store(true, Ordering::Relaxed);
        self
    }

    /// Answers the next `times` requests whose path holds `part` with `status`.
    pub fn fail(&self, part: &str, status: u16, times: usize) -> &Self {
        let status = StatusCode::from_u16(status).expect("an HTTP status");
        self.trouble(part, Some(status), times)
    }

    /// Breaks the connection in the middle of every answer whose path holds `part`.
    pub fn cut(&self, part: &str) -> &Self {
        self.trouble(part, None, usize::MAX)
    }

    fn trouble(&self, part: &str, status: Option<StatusCode>, times: usize) -> &Self {
        locked(&self.shared.troubles).push(Trouble {
            part: part.to_owned(),
            status,
            times,
        });
        self
    }

    /// Ends every trouble.
    pub fn mend(&self) {
        locked(&self.shared.troubles).clear();
    }

    /// Lets requests whose path holds `part` wait until the gate is opened or
    /// dropped.
    pub fn hold(&self, part: &str) -> Gate {
        let (open, opened) = watch::channel(false);
        locked(&self.shared.gates).push((part.to_owned(), opened));
        Gate(open)
    }

    /// The paths asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        locked(&self.shared.requests).clone()
    }

    /// Forgets what was asked for so far, and what a bad network did to it.
    pub fn forget(&self) {
        locked(&self.shared.requests).clear();
        locked(&self.shared.met).clear();
    }

    /// What a bad network has done so far to answers, in order.
    pub fn met(&self) -> Vec<(String, Fault)> {
        locked(&self.shared.met).clone()
    }

    /// The paths asked for so far that hold `part`.
    pub fn requests_for(&self, part: &str) -> Vec<String> {
        let mut paths = self.requests();
        paths.retain(|path| path.contains(part));
        paths
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
        locked(&SITES).retain(|(address, _)| *address != self.address);
    }
}

/// Holds requests back.
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// Lets them through.
    pub fn open(self) {
        self.0.send_replace(true);
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let mut answer = answer_with_before(&shared, request).await;
    if answer.status().is_success() {
        shared.add_headers(&path, answer.headers_mut());
    }
    if shared.is_fresh.load(Ordering::Relaxed) {
        let headers = answer.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}

async fn answer_with_before(shared: &Shared, request: Request) -> Response {
    let before = locked(&shared.before).clone();
    // Who keeps a page wants it as it was published.
    let is_shown = |accept: &HeaderValue| accept.as_bytes().starts_with(b"text/html");
    let is_shown = request.headers().get(header::ACCEPT).is_some_and(is_shown);
    let is_before = request.uri().path() == BEFORE;
    if before.is_empty() || !(is_shown || is_before) {
        return answer_plainly(shared, request).await;
    }
    if is_before {
        let fresh = (header::CACHE_CONTROL, "no-store");
        return ([(header::CONTENT_TYPE, "text/javascript"), fresh], before).into_response();
    }
    with_before(answer_plainly(shared, request).await).await
}

/// The answer, and if it is a page, one that first asks for what a reader wants to run.
async fn with_before(answer: Response) -> Response {
    let is_page = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|media_type| media_type.as_bytes().starts_with(b"text/html"));
    let (mut parts, content) = answer.into_parts();
    if !is_page || parts.status != StatusCode::OK {
        return Response::from_parts(parts, content);
    }
    let Ok(page) = body::to_bytes(content, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // Above the page's own policy, which binds only what comes after it.
    let page = String::from_utf8_lossy(&page).replacen(
        "<head>",
        &format!("<head><script src=\"{BEFORE}\"></script>"),
        1,
    );
    parts.headers.remove(header::CONTENT_LENGTH);
    // It is not the file any more that it was changed from.
    parts.headers.remove(header::LAST_MODIFIED);
    Response::from_parts(parts, page.into())
}

async fn answer_plainly(shared: &Shared, mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    locked(&shared.requests).push(path.clone());

    // The newest that is about it: a test may hold the same files more than once.
    let gate = locked(&shared.gates)
        .iter()
        .rev()
        .find(|(part, _)| path.contains(part))
        .map(|(_, gate)| gate.clone());
    if let Some(mut gate) = gate {
        // An error means that the gate was dropped, which opens it as well.
        let _ = gate.wait_for(|is_open| *is_open).await;
    }
    match shared.trouble_for(&path) {
        Some(Some(status)) => return status.into_response(),
        Some(None) => return broken(),
        None => {}
    }
    let file = locked(&shared.files).get(&path).cloned();
    if let Some((media_type, content)) = file {
        return ([(header::CONTENT_TYPE, media_type)], content).into_response();
    }
    let alias = locked(&shared.aliases).iter().find_map(|(from, to)| {
        let rest = path.strip_prefix(from.as_str())?;
        format!("{to}{rest}").parse().ok()
    });
    if let Some(uri) = alias {
        *request.uri_mut() = uri;
    }
    match ServeDir::new(crate::root().join("dist"))
        .oneshot(request)
        .await
    {
        Ok(response) => {
            let mut response = response.map(Body::new);
            // As the press's own `_headers` has it.
            let anybody = HeaderValue::from_static("*");
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anybody);
            response
        }
        Err(never) => match never {},
    }
}

impl Shared {
    /// Takes the rules of every folder in `folder`.
    fn take_rules(&self, path: &str, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let entry = entry?;
            let name = entry.file_name();
            self.take_rules_of(&format!("{path}{}/", name.to_string_lossy()), &entry.path())?;
        }
        Ok(())
    }

    /// Takes the rules that lie in `folder`, in place of those that there were.
    fn take_rules_of(&self, path: &str, folder: &Path) -> Result<()> {
        let file = folder.join("_headers");
        let mut rules = locked(&self.rules);
        rules.retain(|rules| !rules.are_of(path));
        if file.is_file() {
            rules.push(Rules::new(path, &fs::read_to_string(file)?));
        }
        Ok(())
    }

    fn add_headers(&self, path: &str, headers: &mut HeaderMap) {
        for rules in locked(&self.rules).iter() {
            rules.apply(path, headers);
        }
        for (start, name, value) in locked(&self.headers).iter() {
            if path.starts_with(start) {
                headers.insert(name, value.clone());
            }
        }
    }

    fn trouble_for(&self, path: &str) -> Option<Option<StatusCode>> {
        let mut troubles = locked(&self.troubles);
        let trouble = troubles
            .iter_mut()
            .find(|trouble| trouble.times > 0 && path.contains(&trouble.part))?;
        trouble.times -= 1;
        Some(trouble.status)
    }
}

/// An answer that begins well and then breaks off.
fn broken() -> Response {
    let parts = [
        Ok("{ \"headline\": \"The"),
        Err(std::io::Error::other("the test wants it so")),
    ];
    Body::from_stream(futures_util::stream::iter(parts)).into_response()
}

/// A test that failed while it held the lock has said so already.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
