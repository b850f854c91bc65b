//! Serving what is previewed, to this machine only, and telling pages of new editions.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::watch::Receiver;
use tower_http::services::ServeDir;

/// What pages are told.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// The hash of the page that is the last good one; empty before there is one.
    pub edition: String,
    /// What is wrong with the story now; empty if nothing is.
    pub fault: String,
}

/// What is shown while there is no edition yet.
const WAITING: &str = "<!doctype html><meta charset=\"utf-8\"><title>Reportage</title><body><script type=\"module\" src=\"/reportage-preview/preview.js\"></script>";

/// Serves `folder` until the program is ended.
///
/// # Errors
/// If the network fails.
pub fn serve(listener: TcpListener, folder: &Path, news: Receiver<News>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let files = ServeDir::new(folder);
    let hear = news.clone();
    let routes = Router::new()
        .route(
            "/reportage-preview/events",
            get(move || async move { events(hear) }),
        )
        .route(
            "/reportage-preview/preview.js",
            get(|| async {
                (
                    [(header::CONTENT_TYPE, "text/javascript")],
                    include_str!("preview.js"),
                )
            }),
        )
        .fallback_service(files)
        .layer(middleware::from_fn(move |request, next| {
            answer(request, next, news.clone())
        }));
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, routes).await
        })
}

/// Nothing is to be kept, and nobody else's name for this machine is answered: a page from
/// elsewhere could otherwise read what is not published yet.
async fn answer(request: Request, next: Next, news: Receiver<News>) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !matches!(name, "127.0.0.1" | "localhost") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let is_page = matches!(request.uri().path(), "/" | "/index.html");
    let mut response = if is_page && news.borrow().edition.is_empty() {
        (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            WAITING,
        )
            .into_response()
    } else {
        next.run(request).await
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What is so now, then whatever changes.
fn events(news: Receiver<News>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold((news, true), |(mut news, is_first)| async move {
        if !is_first && news.changed().await.is_err() {
            return None;
        }
        let now = news.borrow_and_update().clone();
        Some((now, (news, false)))
    });
    let events = stream.map(|News { edition, fault }| {
        Ok(if fault.is_empty() {
            Event::default().event("edition").data(edition)
        } else {
            // As JSON, since an event's data has no room for lines.
            Event::default()
                .event("fault")
                .data(serde_json::json!(fault).to_string())
        })
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
