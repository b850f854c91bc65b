//! `reportage preview DIR`: a story in the browser, shown anew when a file changes.

mod server;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use reportage_press::complaint::Complaint;
use reportage_press::folder::Folder;
use reportage_press::original::{Originals, sha256};
use reportage_press::page::Program;
use reportage_press::publish::{Cache, Out, Press};
use reportage_press::report;
use tokio::sync::watch as news;

use super::trust::Trust;
use crate::End;
use crate::progress::Shown;
use server::News;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the story: story.md (or a ready story.json) and its pictures
    dir: PathBuf,
    /// The port on 127.0.0.1; 0 for any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    #[command(flatten)]
    trust: Trust,
}

pub fn run(args: &Args) -> End {
    match preview(args) {
        Ok(()) => End::Done,
        Err(end) => end,
    }
}

fn preview(args: &Args) -> Result<(), End> {
    let folder = super::open(&args.dir)?;
    let program = super::program()?;
    let cannot = |what: &str, error: &dyn std::fmt::Display| End::Usage(format!("{what}: {error}"));
    // What is previewed is published in a folder of its own, which goes when we do.
    let place =
        tempfile::tempdir().map_err(|error| cannot("a temporary folder cannot be made", &error))?;
    let out = Out::open(place.path(), || {})
        .map_err(|error| cannot("the preview cannot be written", &error))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let listener = TcpListener::bind(address).map_err(|error| {
        End::Usage(format!(
            "port {} cannot be had: {error}\nChoose another with --port",
            args.port
        ))
    })?;
    let address = listener.local_addr().unwrap_or(address);
    let (tell, hear) = news::channel(News::default());
    let served = out.path().to_owned();
    let root = folder.root().to_owned();

    let studio = Studio {
        folder,
        program,
        out,
        cache: Cache::of_this_user(),
        seen: args.trust.originals()?,
    };
    studio.press(&tell);
    eprintln!(
        "The story is at http://{address}/ and is shown anew when a file changes. Ctrl-C ends it."
    );
    let changes =
        watch::changes(&root).map_err(|error| cannot("changes cannot be watched for", &error))?;
    std::thread::spawn(move || {
        while watch::next(&changes).is_some() {
            studio.press(&tell);
        }
    });
    server::serve(listener, &served, hear).map_err(|error| cannot("the preview has ended", &error))
}

/// A story that is pressed again and again.
struct Studio {
    folder: Folder,
    program: Program,
    out: Out,
    cache: Cache,
    seen: Originals,
}

impl Studio {
    /// Presses the story and tells of the new edition, or of what is wrong: then the last
    /// good edition stays.
    fn press(&self, tell: &news::Sender<News>) {
        let mut complaints = Vec::new();
        let press = Press {
            folder: &self.folder,
            cache: &self.cache,
            program: &self.program,
            base_url: None,
            root: "",
            script: Some("reportage-preview/preview.js"),
            progress: &Shown::default(),
        };
        let published = press.read_and_publish(
            &self.seen,
            || Ok(&self.out),
            |wrong| complaints.extend_from_slice(wrong),
        );
        let edition = match published {
            Ok(published) => published.map(|published| {
                let folders = published.editions.iter().map(|edition| &edition.folder);
                let pages = folders.filter_map(|folder| self.page(folder)).flatten();
                sha256(&pages.collect::<Vec<u8>>())
            }),
            Err(error) => {
                complaints.push(Complaint::error(error.path, error.message).help(error.help));
                None
            }
        };
        self.say(&complaints);
        tell.send_modify(|news| {
            news.fault = if edition.is_none() {
                report::plain(&complaints, &self.folder)
            } else {
                String::new()
            };
            if let Some(edition) = edition {
                news.edition = edition;
            }
        });
    }

    /// The page of the edition in `folder`.
    fn page(&self, folder: &str) -> Option<Vec<u8>> {
        std::fs::read(self.out.path().join(folder).join("index.html")).ok()
    }

    fn say(&self, complaints: &[Complaint]) {
        if !complaints.is_empty() {
            eprintln!(
                "{}",
                report::text(complaints, &self.folder, super::colors(&std::io::stderr()))
            );
        }
    }
}
