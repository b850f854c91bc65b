//! The browser's files: the program that wakes a page, its style and its first script.

use std::fs;
use std::io;
use std::path::Path;

use super::policy::source;
use crate::original::sha256;

/// A file that a page needs beside it, under a name that bears its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A program as wasm-bindgen has left it: the JavaScript that loads it, and the WebAssembly.
pub type Code<'a> = (&'a [u8], &'a [u8]);

/// The programs that wake a page. Only the first is for every reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The JavaScript that wakes the page as soon as it is imported.
    pub script: File,
    /// Its WebAssembly.
    pub wasm: File,
    /// The style of what it shows.
    pub style: File,
    /// The JavaScript that loads the tools, fetched when a reader reaches for one.
    pub tools: File,
    /// Their WebAssembly.
    pub tools_wasm: File,
    /// The JavaScript that keeps a story on the reader's device, fetched by those who ask.
    pub offline: File,
    /// What loads the first and the second program, and knows of no other file.
    pub(super) bare: [String; 2],
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

impl Program {
    /// Programs of these bytes: what wakes a page, and its tools.
    pub fn new(page: Code<'_>, tools: Code<'_>) -> Self {
        let offline = File::new("reportage-offline", "js", offline_script(MENU).as_bytes());
        // WebAssembly cannot import by itself.
        let import = format!(
            "\naddEventListener(\"reportage-offline\", () => import(\"./{}\"), true);\n",
            offline.name
        );
        let wasm = File::new("reportage", "wasm", page.1);
        let style = File::new("reportage", "css", program_style().as_bytes());
        let tools_wasm = File::new("reportage-tools", "wasm", tools.1);
        let tools_script = File::new(
            "reportage-tools",
            "js",
            (with_wasm(tools.0, "tools_bg.wasm", &tools_wasm) + &import).as_bytes(),
        );
        let import = compact_script(&without_line_comments(TOOLS))
            .replace("{script}", &tools_script.name)
            .replace("{wasm}", &tools_wasm.name);
        // The last: what wakes may want the tools at once.
        let wake = compact_script(&without_line_comments(WAKE))
            .replace("{wasm}", &wasm.name)
            .replace("{style}", &style.name)
            .replace("{integrity}", &source(&style.bytes));
        let script = with_wasm(page.0, "page_bg.wasm", &wasm);
        Self {
            script: File::new(
                "reportage",
                "js",
                [script.as_str(), "\n", &import, &wake].concat().as_bytes(),
            ),
            wasm,
            style,
            tools: tools_script,
            tools_wasm,
            offline,
            bare: [page.0, tools.0].map(|script| String::from_utf8_lossy(script).into_owned()),
        }
    }

    /// Its files.
    pub fn files(&self) -> [&File; 6] {
        [
            &self.script,
            &self.wasm,
            &self.style,
            &self.tools,
            &self.tools_wasm,
            &self.offline,
        ]
    }

    /// The programs that this press was built with; none if it was compiled without the
    /// browser's files.
    pub fn embedded() -> Option<Self> {
        EMBEDDED.map(|[page, tools]| Self::new(page, tools))
    }

    /// The programs in a folder that `cargo xtask build` has made.
    ///
    /// # Errors
    /// If they are not there.
    pub fn in_folder(dist: &Path) -> io::Result<Self> {
        let read = |name: &str| {
            let script = fs::read(dist.join(format!("page/{name}.js")))?;
            let wasm = fs::read(dist.join(format!("page/{name}_bg.wasm")))?;
            io::Result::Ok((script, wasm))
        };
        let (page, tools) = (read("page")?, read("tools")?);
        Ok(Self::new((&page.0, &page.1), (&tools.0, &tools.1)))
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

/// A script of wasm-bindgen's with the name that its WebAssembly is published by in place of the
/// one that it had.
fn with_wasm(script: &[u8], former: &str, wasm: &File) -> String {
    String::from_utf8_lossy(script).replace(former, &wasm.name)
}

const WAKE: &str = include_str!("../../../../assets/wake.js");
const TOOLS: &str = include_str!("../../../../assets/tools.js");
const MENU: &str = include_str!("../../../../assets/offline/menu.js");
const WORKER: &str = include_str!("../../../../assets/offline/worker.js");

/// The service worker that serves the stories that readers keep.
pub fn offline_worker() -> String {
    offline_script(WORKER)
}

/// A script with what all scripts about kept stories begin with.
fn offline_script(script: &str) -> String {
    let kept = include_str!("../../../../assets/offline/kept.js");
    inline(&[kept, script].concat())
}

/// The style of every story, in the order in which `index.html` has it.
const STORY_STYLE: [&str; 9] = [
    include_str!("../../../../style/page.css"),
    include_str!("../../../../style/card.css"),
    include_str!("../../../../style/credits.css"),
    include_str!("../../../../style/photo.css"),
    include_str!("../../../../style/compare.css"),
    include_str!("../../../../style/shape.css"),
    include_str!("../../../../style/swipe.css"),
    include_str!("../../../../style/motion.css"),
    include_str!("../../../../style/print.css"),
];

/// The style of what only the program shows, in the same order.
const PROGRAM_STYLE: [&str; 7] = [
    include_str!("../../../../style/program/buttons.css"),
    include_str!("../../../../style/program/bar.css"),
    include_str!("../../../../style/program/divider.css"),
    include_str!("../../../../style/program/dialog.css"),
    include_str!("../../../../style/program/zoom.css"),
    include_str!("../../../../style/program/motion.css"),
    include_str!("../../../../style/program/print.css"),
];

/// The one style that stands in a page, with what a theme adds.
pub fn style(theme: &str) -> String {
    compact_styles(&STORY_STYLE) + theme
}

/// The style of an index of stories.
pub fn index_style() -> String {
    compact_styles(&[STORY_STYLE[0], include_str!("../../../../style/index.css")])
}

/// The style that comes with the program.
pub fn program_style() -> String {
    compact_styles(&PROGRAM_STYLE)
}

fn compact_styles(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|part| compact_style(&without_comments(part)))
        .collect()
}

/// The one script that a page has in it; `up` is the way from the page to the program.
pub fn first_script(program: &Program, up: &str) -> String {
    let script = include_str!("../../../../assets/page.js");
    let up = if up.is_empty() { "./" } else { up };
    compact_script(&without_line_comments(script))
        .replace("./{program}", &format!("{up}{}", program.script.name))
}

/// A script of ours that stands in a page.
pub(super) fn inline(script: &str) -> String {
    compact(&without_line_comments(script))
}

fn without_line_comments(script: &str) -> String {
    script
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
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

/// A script that every reader gets, on one line, without the spaces that mean nothing: all but
/// those between two words. It has no space within a pattern, texts with spaces stand in double
/// quotes, and each statement that does not end with a block ends with a semicolon.
fn compact_script(script: &str) -> String {
    let is_of_word = |letter: char| letter.is_alphanumeric() || "_$".contains(letter);
    let mut compact = String::with_capacity(script.len());
    let (mut is_text, mut is_apart) = (false, false);
    for letter in script.chars() {
        if letter.is_whitespace() && !is_text {
            is_apart = true;
            continue;
        }
        if is_apart && is_of_word(letter) && compact.ends_with(is_of_word) {
            compact.push(' ');
        }
        is_apart = false;
        if letter == '"' {
            is_text = !is_text;
        }
        if letter == '}' && !is_text && compact.ends_with(';') {
            compact.pop();
        }
        compact.push(letter);
    }
    compact.replace(":true", ":!0").replace(",true", ",!0")
}

/// A style without the spaces that mean nothing: around lines and the sign for a child, after
/// commas, and before what a declaration, a condition or a block begins with. Every line of ours
/// holds one declaration, or a part of one, and no text with any of these.
fn compact_style(style: &str) -> String {
    let mut compact = String::with_capacity(style.len());
    for line in style.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.replace(", ", ",").replace(" > ", ">");
        if line.ends_with(';') {
            compact.push_str(&line.replacen(": ", ":", 1));
        } else {
            let line = line.replace(": ", ":");
            match line.strip_suffix(" {") {
                Some(selector) => compact.extend([selector, "{"]),
                // A block on one line.
                None => compact.push_str(&line.replace(" { ", "{").replace("; }", "}")),
            }
        }
        if !line.ends_with(['{', '}', ';', ',']) {
            compact.push('\n');
        }
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_script_is_short() {
        let script = first_script(
            &Program::new((b"js", b"wasm"), (b"tools", b"their wasm")),
            "../../",
        );
        assert!(script.len() <= 1200, "{} bytes", script.len());
        assert!(!script.contains("//"), "{script}");
    }

    #[test]
    fn a_script_is_made_shorter_and_does_the_same() {
        let script = "{\n  const [, one] = of ?? [];\n  if (one) return () => {\n    tell(\"a, b; }\", { c: true });\n  };\n}\n";
        assert_eq!(
            compact_script(script),
            "{const[,one]=of??[];if(one)return()=>{tell(\"a, b; }\",{c:!0})}}"
        );
    }

    #[test]
    fn a_style_is_made_shorter_and_says_the_same() {
        let style = "@media (width > 1px), (hue: 1) {\n  a :hover,\n  b > c { --d: 1; }\n  b {\n    color: red;\n    width: calc(\n      1px +\n      2px\n    );\n  }\n}\n";
        assert_eq!(
            compact_style(style),
            "@media (width>1px),(hue:1){a :hover,b>c{--d:1}b{color:red;width:calc(\n1px +\n2px\n);}}"
        );
    }

    #[test]
    fn the_style_has_no_comments_and_ends_with_the_theme() {
        let style = style(":root{--ink:red}");
        assert!(!(style.clone() + &program_style()).contains("/*"));
        assert!(style.ends_with(":root{--ink:red}"));
    }
}
