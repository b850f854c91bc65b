//! The program, as people and other programs run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use reportage_press::page::Program;
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn it_ends_with_0_if_all_is_well_1_if_the_story_is_at_fault_and_2_if_the_command_is() {
    let place = place();
    story(&place, "It was the last one.\n");
    assert_eq!(code(&place, &["check", "story"]), 0);
    assert_eq!(code(&place, &["--version"]), 0);
    assert_eq!(code(&place, &["--help"]), 0);

    fs::write(place.path().join("story/story.md"), "Words alone.").expect("there is room");
    assert_eq!(code(&place, &["check", "story"]), 1);
    assert_eq!(code(&place, &["check", "story", "--json"]), 1);

    for wrong in [
        &[][..],
        &["publish"],
        &["check"],
        &["check", "nowhere"],
        &["check", "story/story.md"],
        &["new", "story"],
        &["build", "story"],
        &[
            "build",
            "story",
            "--out",
            "out",
            "--base-url",
            "example.org",
        ],
        &["import", "nowhere.txt", "--out", "imported"],
        // No such file; and one that holds no certificates.
        &["check", "story", "--trust-anchors", "nowhere.pem"],
        &["check", "story", "--trust-anchors", "story/story.md"],
        &["export", "story"],
        &[
            "export",
            "story",
            "--out",
            "story.html",
            "--max-size",
            "small",
        ],
    ] {
        let output = run(&place, wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty(), "{wrong:?}");
        assert!(!output.stderr.is_empty(), "{wrong:?}");
    }
}

#[test]
fn nothing_is_wrong_with_the_story_that_a_new_author_starts_from() {
    let place = place();
    let told = said(&run(&place, &["new", "story"]).stdout);
    assert!(told.contains("reportage preview story"), "{told}");
    let told = said(&run(&place, &["check", "story"]).stdout);
    assert_eq!(told, "Nothing is wrong with this story.\n");
}

#[test]
fn other_programs_are_told_of_nothing_if_nothing_is_wrong() {
    let place = place();
    story(&place, "It was the last one.\n");
    assert_eq!(run(&place, &["check", "story", "--json"]).stdout, b"[]\n");
}

#[test]
fn other_programs_are_told_file_line_and_column() {
    let place = place();
    story(&place, "![](boat.svg)\n(Jane Roe)\n\n## Bridge\n\n---\n");
    let told = run(&place, &["check", "story", "--json"]).stdout;
    let told: Value = serde_json::from_slice(&told).expect("it is JSON");
    assert_eq!(
        told[0],
        json!({
            "severity": "error", "file": "story.md", "line": 6, "column": 1,
            "message": "boat.svg does not exist",
            "help": "Names are relative to the story's folder, and upper and lower case differ",
        })
    );
    assert_eq!(told[1]["message"], "this photo has no alt text");
    assert_eq!(told[2]["severity"], "warning");
    assert_eq!(told[2]["line"], 11);
    assert_eq!(told.as_array().map(Vec::len), Some(3), "{told:#}");
}

#[test]
fn a_warning_keeps_nothing_from_being_published() {
    let place = place();
    story(&place, "It was the last one.\n\n---\n");
    let output = run(&place, &["check", "story"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output.stdout).ends_with("1 warning\n"), "{output:?}");
}

#[test]
fn what_is_imported_lacks_its_files_and_then_what_no_article_says() {
    let place = place();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let article = tests.join("import/article.txt");
    let article = article.to_string_lossy();
    assert_eq!(code(&place, &["import", &article, "--out", "story"]), 0);

    let missing = messages(&place);
    let names = missing
        .iter()
        .filter_map(|message| message.strip_suffix(" does not exist"));
    for name in names {
        let path = place.path().join("story").join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("there is room");
        let clip = tests.join("stories/video/clip");
        if path.extension().is_some_and(|ending| ending == "mp4") {
            fs::copy(clip.with_extension("mp4"), &path).expect("there is room");
        }
        // What a picture is does not depend on its name; a video's is its poster.
        fs::copy(clip.with_extension("svg"), path.with_extension("jpg")).expect("there is room");
    }
    let mut messages = messages(&place);
    messages.sort();
    messages.dedup();
    assert_eq!(
        messages,
        [
            "the story has no headline",
            "this photo has no alt text",
            "this video has neither captions nor a transcript",
            "this video has no alt text",
            "this video has no credit",
        ]
    );
}

#[test]
fn a_story_is_never_imported_over_another() {
    let place = place();
    story(&place, "It was the last one.\n");
    fs::write(place.path().join("article.txt"), "The bridge\n\nWords.").expect("there is room");
    assert_eq!(
        code(&place, &["import", "article.txt", "--out", "story"]),
        2
    );
    let story = fs::read_to_string(place.path().join("story/story.md")).expect("it is there");
    assert!(story.ends_with("It was the last one.\n"), "{story}");
}

#[test]
fn without_the_browsers_files_it_says_how_to_build_with_them() {
    if Program::embedded().is_some() {
        return;
    }
    let place = place();
    story(&place, "It was the last one.\n");
    let output = run(&place, &["build", "story", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2));
    let told = said(&output.stderr);
    assert!(told.contains("cargo xtask build"), "{told}");
    assert!(!place.path().join("out").exists());
}

#[test]
fn who_builds_a_story_is_told_how_others_embed_it() {
    let place = place();
    story(&place, "It was the last one.\n");
    let programs = place.path().join("dist/page");
    fs::create_dir_all(&programs).expect("there is room");
    for name in ["page.js", "page_bg.wasm", "tools.js", "tools_bg.wasm"] {
        fs::write(programs.join(name), name).expect("there is room");
    }
    let build = |more: &[&str]| {
        let mut command = program(&place);
        command
            .args(["build", "story", "--out", "out"])
            .args(more)
            .env("REPORTAGE_DIST", place.path().join("dist"));
        let output = command.output().expect("the program can be run");
        assert!(output.status.success(), "{}", said(&output.stderr));
        said(&output.stdout)
    };
    let told = build(&["--base-url", "https://example.org/bridge"]);
    let snippet = "<a href=\"https://example.org/bridge/\" data-reportage>The bridge</a> \
                   <script async src=\"https://example.org/bridge/embed.js\"></script>";
    assert!(told.contains(snippet), "{told}");
    assert!(!build(&[]).contains("embed.js"));
}

/// Somewhere to work in.
fn place() -> TempDir {
    tempfile::tempdir().expect("there is room")
}

/// Writes a story of these words into the folder `story`.
fn story(place: &TempDir, words: &str) {
    let folder = place.path().join("story");
    fs::create_dir_all(&folder).expect("there is room");
    let text = format!("---\nheadline: The bridge\ninLanguage: en\n---\n\n{words}");
    fs::write(folder.join("story.md"), text).expect("there is room");
}

/// The program, without the browser's files.
fn program(place: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportage"));
    command
        .current_dir(place.path())
        .env("REPORTAGE_CACHE", place.path().join("cache"))
        .env_remove("REPORTAGE_DIST");
    command
}

fn run(place: &TempDir, arguments: &[&str]) -> Output {
    program(place)
        .args(arguments)
        .output()
        .expect("the program can be run")
}

fn code(place: &TempDir, arguments: &[&str]) -> i32 {
    let status = run(place, arguments).status;
    status.code().expect("it ended by itself")
}

fn said(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).expect("it speaks UTF-8")
}

/// What is wrong with the story in the folder `story`.
fn messages(place: &TempDir) -> Vec<String> {
    let told = run(place, &["check", "story", "--json"]).stdout;
    let told: Vec<Value> = serde_json::from_slice(&told).expect("it is JSON");
    let message = |complaint: &Value| complaint["message"].as_str().map(str::to_owned);
    told.iter().filter_map(message).collect()
}
