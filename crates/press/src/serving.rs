//! What a server should say of what is published: `docs/publishing.md` has the reasons.

use crate::page::{EMBED_SCRIPT, File, OFFLINE, OFFLINE_WORKER, Program};

/// The first line of `_headers`, by which the press knows its own.
pub const HEADERS_MARK: &str = "# Written by Reportage";

/// What a server should say of every file.
const ALWAYS: &str = "  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin-allow-popups
  Cross-Origin-Resource-Policy: cross-origin
  Access-Control-Allow-Origin: *
";

const FOREVER: &str = "public, max-age=31536000, immutable";

/// The media of a story, which all bear a hash in their names.
const MEDIA: &str = "media/*";

/// How long a file may be kept, as `Cache-Control` says it: by the last part of its name, since a
/// folder may be called anything.
pub fn keeping(name: &str) -> &'static str {
    match name.rsplit('/').next().unwrap_or_default() {
        "*" => FOREVER,
        file if bears_hash(file) => FOREVER,
        EMBED_SCRIPT => "public, max-age=3600",
        _ => "no-cache",
    }
}

/// Whether a file's name changes with its content, so that what is there under it stays.
pub fn bears_hash(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The file `_headers` of one story, in the form that Netlify and Cloudflare Pages read. One
/// policy for all its editions, which lie in `folders`: of two the browser would keep both.
pub fn story_headers<'a>(
    policy: &str,
    folders: impl Iterator<Item = &'a str>,
    program: &Program,
) -> String {
    let pages = folders.flat_map(|folder| {
        ["", "index.html", "story.json", OFFLINE].map(|file| format!("{folder}{file}"))
    });
    let parts = [MEDIA, EMBED_SCRIPT, OFFLINE_WORKER].map(str::to_owned);
    let paths = pages.chain(parts).chain(names(program));
    let policy = format!("  Content-Security-Policy: {policy}\n");
    headers(&policy, paths)
}

/// The same for many stories, which lie in `folders`. Their policies are in their pages. Of what
/// nothing is said here, pages above all, both hosts say that it has to be asked after: so no
/// rule is spent on it.
pub fn stories_headers<'a>(folders: impl Iterator<Item = &'a str>, program: &Program) -> String {
    let media = folders.map(|folder| format!("{folder}{MEDIA}"));
    headers("", names(program).chain(media))
}

fn names(program: &Program) -> impl Iterator<Item = String> {
    let files = program.files().map(|file| file.name.clone());
    files.into_iter().chain([File::icon().name])
}

/// Each path has one rule: what two say of one file, Cloudflare joins.
fn headers(policy: &str, paths: impl Iterator<Item = String>) -> String {
    let rules: String = paths
        .map(|path| format!("/{path}\n  Cache-Control: {}\n", keeping(&path)))
        .collect();
    format!(
        "{HEADERS_MARK} for Netlify and Cloudflare Pages; docs/publishing.md has it for others.\n\
         /*\n{policy}{ALWAYS}{rules}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_is_known() {
        for (name, expected) in [
            ("media/run-480-470da32ee8af1597.avif", true),
            ("reportage-2644a70c8d16d680.js", true),
            ("index.html", false),
            ("media/run.jpg", false),
            ("embed.js", false),
            ("media/run-470da32ee8af159z.jpg", false),
            ("reportage-2644a70c8d16d680/index.html", false),
        ] {
            assert_eq!(bears_hash(name), expected, "{name}");
        }
    }

    #[test]
    fn whatever_a_folder_is_called_its_pages_are_asked_after() {
        for name in [
            "reportage-2644a70c8d16d680/index.html",
            "icon-2644a70c8d16d680/story.json",
            "media/index.html",
            "a/oembed.json",
            "not-embed.js",
        ] {
            assert_eq!(keeping(name), "no-cache", "{name}");
        }
        assert_eq!(keeping("river/embed.js"), "public, max-age=3600");
        assert_eq!(keeping("river/media/*"), FOREVER);
    }

    #[test]
    fn no_rule_has_two_splats_or_goes_for_a_story_by_its_name() {
        let program = Program::new((b"js", b"wasm"), (b"tools", b"their wasm"));
        let headers = stories_headers(["reportage-river/", "icon-lake/"].into_iter(), &program);
        let paths: Vec<_> = headers
            .lines()
            .filter(|line| line.starts_with('/'))
            .collect();
        assert_eq!(
            paths,
            [
                "/*",
                &format!("/{}", program.script.name),
                &format!("/{}", program.wasm.name),
                &format!("/{}", program.style.name),
                &format!("/{}", program.tools.name),
                &format!("/{}", program.tools_wasm.name),
                &format!("/{}", program.offline.name),
                &format!("/{}", File::icon().name),
                "/reportage-river/media/*",
                "/icon-lake/media/*",
            ]
        );
    }
}
