//! The browser's files: the program that wakes a page, its style and its first script.

use crate::original::sha256;

/// A file that a page needs beside it, under a name that bears its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The program that wakes a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The JavaScript that loads the WebAssembly.
    pub script: File,
    /// The WebAssembly.
    pub wasm: File,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

impl Program {
    /// A program of these bytes.
    pub fn new(script: &[u8], wasm: &[u8]) -> Self {
        Self {
            script: File::new("reportage", "js", script),
            wasm: File::new("reportage", "wasm", wasm),
        }
    }

    /// The program that this press was built with; none if it was compiled without the
    /// browser's files.
    pub fn embedded() -> Option<Self> {
        EMBEDDED.map(|(script, wasm)| Self::new(script, wasm))
    }
}

impl File {
    fn new(stem: &str, ending: &str, bytes: &[u8]) -> Self {
        Self {
            name: format!("{stem}-{}.{ending}", &sha256(bytes)[..16]),
            bytes: bytes.to_vec(),
        }
    }

    /// The icon that a page has unless its publisher brings another.
    pub fn icon() -> Self {
        Self::new("icon", "svg", include_bytes!("../../../../assets/icon.svg"))
    }
}

/// The style of every page, in the order in which `index.html` has it.
const STYLE: [&str; 12] = [
    include_str!("../../../../style/page.css"),
    include_str!("../../../../style/card.css"),
    include_str!("../../../../style/photo.css"),
    include_str!("../../../../style/compare.css"),
    include_str!("../../../../style/shape.css"),
    include_str!("../../../../style/controls.css"),
    include_str!("../../../../style/bar.css"),
    include_str!("../../../../style/dialog.css"),
    include_str!("../../../../style/zoom.css"),
    include_str!("../../../../style/swipe.css"),
    include_str!("../../../../style/motion.css"),
    include_str!("../../../../style/print.css"),
];

/// The one style that a page has, with what a theme adds.
pub fn style(theme: &str) -> String {
    let mut style: String = STYLE
        .iter()
        .map(|part| compact(&without_comments(part)))
        .collect();
    style.push_str(theme);
    style
}

/// The style of an index of stories.
pub fn index_style() -> String {
    [STYLE[0], include_str!("../../../../style/index.css")]
        .iter()
        .map(|part| compact(&without_comments(part)))
        .collect()
}

/// The one script that a page has in it; `up` is the way from the page to the program.
pub fn first_script(program: &Program, up: &str) -> String {
    let script = include_str!("../../../../assets/page.js");
    let lines: String = script
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let up = if up.is_empty() { "./" } else { up };
    compact(&lines)
        .replace("./{program}", &format!("{up}{}", program.script.name))
        .replace("./{wasm}", &format!("{up}{}", program.wasm.name))
}

fn without_comments(style: &str) -> String {
    let mut rest = style;
    let mut kept = String::with_capacity(style.len());
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        rest = rest[start..]
            .find("*/")
            .map_or("", |end| &rest[start + end + 2..]);
    }
    kept + rest
}

/// Without the spaces at the beginning of lines; the lines stay, since a script's
/// statements may end with them.
fn compact(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_script_is_no_longer_than_a_kilobyte() {
        let script = first_script(&Program::new(b"js", b"wasm"), "../../");
        assert!(script.len() <= 1024, "{} bytes", script.len());
        assert!(!script.contains("//"), "{script}");
    }

    #[test]
    fn the_style_has_no_comments_and_ends_with_the_theme() {
        let style = style(":root{--ink:red}");
        assert!(!style.contains("/*"));
        assert!(style.ends_with(":root{--ink:red}"));
    }
}
