//! The server of such a network, which writes every byte itself: what serves well has no means
//! to lie about a length or to reset a connection.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{self, Body};
use axum::http::{Request, Response, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use super::{Fault, Faults};

/// The most that a request's head may be long.
const HEAD: usize = 64 * 1024;

/// What has become of which file, in order.
pub type Met = Arc<Mutex<Vec<(String, Fault)>>>;

/// Serves what `site` answers, and does to it what `faults` says. Each connection has one request:
/// one that is used again a browser would try again by itself, and nobody could count.
pub async fn serve(listener: TcpListener, site: Router, faults: Faults, met: Met) {
    let asked: Arc<Mutex<HashMap<String, usize>>> = Arc::default();
    while let Ok((stream, _)) = listener.accept().await {
        let (site, asked, met) = (site.clone(), asked.clone(), met.clone());
        // Whoever goes before the answer is nobody to tell.
        tokio::spawn(async move { answer(stream, site, faults, &asked, &met).await });
    }
}

async fn answer(
    mut stream: TcpStream,
    site: Router,
    faults: Faults,
    asked: &Mutex<HashMap<String, usize>>,
    met: &Met,
) -> Result<()> {
    let Some(request) = request(&mut stream).await? else {
        return Ok(());
    };
    let path = request.uri().path().to_owned();
    let nth = {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let times = asked.entry(path.clone()).or_default();
        *times += 1;
        *times - 1
    };
    let fault = faults.fault(&path, nth);
    if let Some(fault) = fault {
        let mut met = met.lock().unwrap_or_else(PoisonError::into_inner);
        met.push((path, fault));
    }
    let response = site.oneshot(request).await?;
    let (head, mut content) = written(response, fault).await?;
    let part = |share: u8, length: usize| length * usize::from(share) / 256;
    match fault {
        Some(Fault::Reset(share)) => {
            // Half of them before anything has come.
            let part = part(share, content.len() * 2).checked_sub(content.len());
            if let Some(part) = part {
                stream.write_all(&head).await?;
                stream.write_all(&content[..part]).await?;
            }
            stream.set_zero_linger()?;
            return Ok(());
        }
        Some(Fault::Cut(share)) => content.truncate(part(share, content.len())),
        Some(Fault::Corrupt(share)) => {
            // What a file is stands at its beginning; there half of them are spoilt.
            let from = part(share, content.len() * 2).saturating_sub(content.len());
            content
                .iter_mut()
                .skip(from)
                .take(24)
                .for_each(|byte| *byte ^= 0x55);
        }
        Some(Fault::Late(late)) => tokio::time::sleep(late).await,
        Some(Fault::Missing | Fault::Busy) | None => {}
    }
    stream.write_all(&head).await?;
    stream.write_all(&content).await?;
    Ok(stream.shutdown().await?)
}

/// The request that comes over a connection; none if it is closed without one.
async fn request(stream: &mut TcpStream) -> Result<Option<Request<Body>>> {
    let mut head = Vec::new();
    let end = loop {
        if stream.read_buf(&mut head).await? == 0 || head.len() > HEAD {
            return Ok(None);
        }
        if let Some(end) = head.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end;
        }
    };
    let head = std::str::from_utf8(&head[..end])?;
    let mut lines = head.split("\r\n");
    let mut words = lines.next().context("a request has a line")?.split(' ');
    let mut request = Request::builder()
        .method(words.next().context("it says what to do")?)
        .uri(words.next().context("and with what")?);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        request = request.header(name, value.trim());
    }
    Ok(Some(request.body(Body::empty())?))
}

/// An answer as it is sent: its head, which says how long it is, and its content.
async fn written(response: Response<Body>, fault: Option<Fault>) -> Result<(Vec<u8>, Vec<u8>)> {
    let (parts, content) = response.into_parts();
    let status = match fault {
        Some(Fault::Missing) => StatusCode::NOT_FOUND,
        Some(Fault::Busy) => StatusCode::SERVICE_UNAVAILABLE,
        _ => parts.status,
    };
    let is_well = status == parts.status;
    let content = match is_well {
        true => body::to_bytes(content, usize::MAX).await?.to_vec(),
        false => Vec::new(),
    };
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        content.len()
    )
    .into_bytes();
    let headers = parts.headers.iter().filter(|(name, _)| {
        is_well && ![header::CONTENT_LENGTH, header::CONNECTION].contains(name)
    });
    for (name, value) in headers {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    Ok((head, content))
}
