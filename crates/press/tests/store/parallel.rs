//! The recipe for GNU parallel, as it stands in the documentation.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use image::RgbImage;

use crate::server::Server;
use crate::{STORY, files};

const DOCS: &str = include_str!("../../../../docs/publishing.md");
const STORIES: u8 = 10;

/// The commands that the documentation gives for GNU parallel, one a line.
fn recipe() -> Vec<&'static str> {
    let (_, recipe) = DOCS
        .split_once("GNU parallel, on one machine")
        .expect("it is documented");
    recipe
        .lines()
        .skip_while(|line| !line.starts_with("    "))
        .map_while(|line| line.strip_prefix("    "))
        .collect()
}

/// A folder with `reports`, and what stands in for the browser's files.
fn write_reports(place: &Path) {
    for number in 0..STORIES {
        let story = place.join(format!("reports/bridge-{number}"));
        fs::create_dir_all(&story).expect("there is room");
        let text = STORY.replace("inLanguage", "datePublished: 2017-03-31\ninLanguage");
        fs::write(story.join("story.md"), text).expect("there is room");
        for (name, color) in [("left", 40), ("right", 200)] {
            RgbImage::from_pixel(24, 16, image::Rgb([color, number * 20, 90]))
                .save(story.join(format!("{name}.png")))
                .expect("there is room");
        }
    }
    fs::create_dir_all(place.join("dist/page")).expect("there is room");
    for name in ["page.js", "page_bg.wasm", "tools.js", "tools_bg.wasm"] {
        fs::write(place.join("dist/page").join(name), name).expect("there is room");
    }
}

/// Runs a line of the recipe as a shell does.
fn run(line: &str, place: &Path, environment: &[(&str, String)]) -> Output {
    let press = Path::new(env!("CARGO_BIN_EXE_reportage"));
    let folder = press.parent().expect("it is in a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&path)));
    Command::new("sh")
        .args(["-c", line])
        .current_dir(place)
        .env("PATH", path.expect("it was a path before"))
        .env("HOME", place)
        .env("REPORTAGE_CACHE", place.join("cache"))
        .env("REPORTAGE_DIST", place.join("dist"))
        .envs(environment.iter().cloned())
        .output()
        .expect("there is a shell")
}

#[tokio::test]
async fn the_recipe_for_gnu_parallel_publishes_every_file_and_the_index_last() {
    let version = Command::new("parallel").arg("--version").output();
    assert!(
        version.is_ok_and(|version| version.stdout.starts_with(b"GNU parallel")),
        "this test needs GNU parallel on PATH (Debian: apt-get install parallel), \
         which `cargo xtask test` sets up"
    );
    let place = tempfile::tempdir().expect("there is room");
    write_reports(place.path());
    let server = Server::start().await;
    let (store, out) = (server.folder().join("stories"), place.path().join("public"));
    let recipe = recipe();
    assert!(recipe[0].starts_with("parallel reportage build reports"));
    let mut stages = Vec::new();
    for line in recipe {
        let (place, environment) = (place.path().to_owned(), server.environment());
        // The server goes on meanwhile.
        let ran = tokio::task::spawn_blocking(move || run(line, &place, &environment));
        let output = ran.await.expect("it ends");
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {wrong}");
        if line.starts_with("reportage publish") {
            assert_eq!(files(&store), files(&out));
            stages.push(store.join("index.html").exists());
        }
    }
    assert_eq!(stages, [false, true], "first the parts, then the index");
    for number in 0..STORIES {
        let page = store.join(format!("bridge-{number}/index.html"));
        assert!(page.is_file(), "{}", page.display());
    }
}
