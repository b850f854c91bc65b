//! A publisher's look: `theme.yaml` beside the story, with colours and fonts.
//!
//! It becomes a few lines of style that come after the page's own: custom properties,
//! and `@font-face` for fonts that lie in the story's folder.

use std::fmt::Write as _;

use serde_json::Value;

use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::original::sha256;
use crate::yaml::Document;

/// The name of the file.
pub const THEME_YAML: &str = "theme.yaml";

const COLORS: [&str; 6] = ["ground", "raised", "ink", "quiet", "line", "accent"];
/// The colours that stand where a theme says nothing: those of `style/page.css`.
const LIGHT: [&str; 6] = [
    "#faf7f1", "#f1ebe0", "#1b2329", "#566068", "#d9d0c2", "#a8401a",
];
const DARK: [&str; 6] = [
    "#10171c", "#1a242b", "#ece6da", "#a9b0b4", "#34414a", "#f0935f",
];
/// What letters are written in, each on the ground.
const LETTERS: [&str; 3] = ["ink", "quiet", "accent"];
/// The least contrast of letters: WCAG 2.2, success criterion 1.4.3, level AA.
const LEAST_CONTRAST: f64 = 4.5;

const NAMES: [(&str, &[&str]); 8] = [
    ("", &["light", "dark", "fonts"]),
    ("light", &COLORS),
    ("dark", &COLORS),
    ("fonts", &["serif", "sans"]),
    ("fonts.serif", &["family", "files"]),
    ("fonts.sans", &["family", "files"]),
    ("fonts.serif.files[]", &["src", "weight", "style"]),
    ("fonts.sans.files[]", &["src", "weight", "style"]),
];

/// A publisher's look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The style, with the fonts under the names that they are published under.
    pub css: String,
    /// The fonts.
    pub fonts: Vec<Font>,
    /// The ground in light and in dark, for the browser's own frame.
    pub ground: [String; 2],
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            css: String::new(),
            fonts: Vec::new(),
            ground: [LIGHT[0].to_owned(), DARK[0].to_owned()],
        }
    }
}

impl Theme {
    /// The style as a page needs it from which the way to the fonts is `up`.
    pub fn css_from(&self, up: &str) -> String {
        self.fonts.iter().fold(self.css.clone(), |css, font| {
            css.replace(
                &format!("url({})", font.address),
                &format!("url({up}{})", font.address),
            )
        })
    }
}

/// A font that is published with the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Font {
    /// Its address in the published folder.
    pub address: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads the theme of a story, if it has one, and says what is wrong with it.
pub fn read(folder: &Folder) -> (Theme, Vec<Complaint>) {
    if !folder.root().join(THEME_YAML).exists() {
        return Default::default();
    }
    let text = match folder.read_text(THEME_YAML) {
        Ok(text) => text,
        Err(refused) => {
            let complaint =
                Complaint::error(THEME_YAML, format!("{THEME_YAML} {}", refused.message));
            return (Theme::default(), vec![complaint.help(refused.help)]);
        }
    };
    let mut reader = Reader {
        document: Document::read(&text, 0..text.len(), &NAMES),
        complaints: Vec::new(),
        folder,
        theme: Theme::default(),
    };
    let fields = std::mem::take(&mut reader.document.fields);
    for part in ["light", "dark", "fonts"] {
        let is_wrong = |value: &&Value| !value.is_object() && !value.is_null();
        if fields.get(part).filter(is_wrong).is_some() {
            let message = format!("{part} has no fields");
            reader.error(
                part,
                message,
                "Write them below it, with two spaces before each",
            );
        }
    }
    let light = reader.colors(&fields, "light");
    let dark = reader.colors(&fields, "dark");
    reader.contrast("light", &light, LIGHT);
    reader.contrast("dark", &dark, DARK);
    for (ground, colors) in reader.theme.ground.iter_mut().zip([&light, &dark]) {
        if let Some(color) = &colors[0] {
            ground.clone_from(color);
        }
    }
    let mut properties = String::new();
    let mut both = String::new();
    for (index, name) in COLORS.iter().enumerate() {
        if light[index].is_some() || dark[index].is_some() {
            let light = light[index].as_deref().unwrap_or(LIGHT[index]);
            let dark = dark[index].as_deref().unwrap_or(DARK[index]);
            // Writing to a String cannot fail.
            let _ = write!(properties, "--{name}:{light};");
            let _ = write!(both, "--{name}:light-dark({light},{dark});");
        }
    }
    for (role, fallback) in [("serif", "serif"), ("sans", "sans-serif")] {
        if let Some(font) = fields.get("fonts").and_then(|fonts| fonts.get(role))
            && let Some(family) = reader.font(font, role)
        {
            let _ = write!(properties, "--{role}:\"{family}\",{fallback};");
        }
    }
    if !properties.is_empty() {
        let _ = write!(reader.theme.css, ":root{{{properties}}}");
    }
    if !both.is_empty() {
        // As in `style/page.css`: what a browser does not know must not take the colours
        // away.
        let _ = write!(
            reader.theme.css,
            "@supports (color:light-dark(red,red)){{:root{{{both}}}}}"
        );
    }
    for (span, message, help) in reader.document.faults {
        reader
            .complaints
            .push(Complaint::error(THEME_YAML, message).at(span).help(help));
    }
    (reader.theme, reader.complaints)
}

struct Reader<'a> {
    document: Document,
    complaints: Vec<Complaint>,
    folder: &'a Folder,
    theme: Theme,
}

impl Reader<'_> {
    fn error(&mut self, place: &str, message: impl Into<String>, help: impl Into<String>) {
        let span = self.document.nearest(place);
        self.complaints
            .push(Complaint::error(THEME_YAML, message).at(span).help(help));
    }

    fn colors(
        &mut self,
        fields: &serde_json::Map<String, Value>,
        scheme: &str,
    ) -> [Option<String>; 6] {
        let mut colors = [const { None }; 6];
        for (index, name) in COLORS.iter().enumerate() {
            let Some(value) = fields.get(scheme).and_then(|colors| colors.get(name)) else {
                continue;
            };
            match value.as_str().filter(|color| rgb(color).is_some()) {
                Some(color) => colors[index] = Some(color.to_ascii_lowercase()),
                None => self.error(
                    &format!("{scheme}.{name}"),
                    format!("{scheme}.{name} is no colour"),
                    "Write it as \"#a8401a\", with quotation marks: YAML takes # for a comment",
                ),
            }
        }
        colors
    }

    /// Warns of letters that are hard to read on the ground that they would stand on.
    fn contrast(&mut self, scheme: &str, colors: &[Option<String>; 6], defaults: [&str; 6]) {
        if colors.iter().all(Option::is_none) {
            return;
        }
        let color = |name: &str| {
            let index = COLORS.iter().position(|other| *other == name)?;
            rgb(colors[index].as_deref().unwrap_or(defaults[index]))
        };
        let Some(ground) = color("ground") else {
            return;
        };
        for name in LETTERS {
            let Some(letters) = color(name) else { continue };
            let contrast = contrast(letters, ground);
            if contrast < LEAST_CONTRAST {
                let span = self.document.nearest(&format!("{scheme}.{name}"));
                self.complaints.push(
                    Complaint::warning(
                        THEME_YAML,
                        // Rounded down, so that what is too little never looks enough.
                        format!(
                            "{scheme}: {name} on ground has a contrast of {:.2} to 1",
                            (contrast * 100.0).floor() / 100.0
                        ),
                    )
                    .at(span)
                    .help(format!(
                        "WCAG 2.2 AA asks for {LEAST_CONTRAST} to 1: make one of the two darker or lighter"
                    )),
                );
            }
        }
    }

    /// The family's name, if it is one. Its files are taken along.
    fn font(&mut self, font: &Value, role: &str) -> Option<String> {
        let place = format!("fonts.{role}");
        let family = font
            .get("family")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let is_name = !family.is_empty()
            && family
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        if !is_name {
            self.error(
                &place,
                format!("{place} has no family"),
                "Say what it is called, in letters, digits and spaces: family: Literata",
            );
            return None;
        }
        let files = match font.get("files") {
            Some(Value::Array(files)) => files.clone(),
            None | Some(Value::Null) => Vec::new(),
            Some(_) => {
                self.error(
                    &format!("{place}.files"),
                    format!("{place}.files is no list"),
                    "Write below it: - { src: fonts/literata.woff2, weight: 400, style: normal }",
                );
                Vec::new()
            }
        };
        for (index, file) in files.iter().enumerate() {
            self.font_file(file, &family, &format!("{place}.files[{index}]"));
        }
        Some(family)
    }

    fn font_file(&mut self, file: &Value, family: &str, place: &str) {
        let text = |name: &str| match file.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let (src, weight, style) = (text("src"), text("weight"), text("style"));
        let ending = ["woff2", "woff"]
            .into_iter()
            .find(|ending| src.to_ascii_lowercase().ends_with(&format!(".{ending}")));
        let Some(ending) = ending else {
            return self.error(
                place,
                format!("{src:?} is no web font"),
                "Use WOFF2, or WOFF",
            );
        };
        let is_weight = weight.is_empty()
            || weight.split_whitespace().count() <= 2
                && weight
                    .split_whitespace()
                    .all(|part| part.parse::<u16>().is_ok_and(|n| (1..=1000).contains(&n)));
        if !is_weight {
            return self.error(
                place,
                format!("{weight:?} is no weight"),
                "Write 400, or \"400 700\" for a variable font",
            );
        }
        if !matches!(style.as_str(), "" | "normal" | "italic") {
            return self.error(
                place,
                format!("{style:?} is no style"),
                "Write normal or italic",
            );
        }
        let bytes = match self.folder.read(&src) {
            Ok(bytes) if bytes.starts_with(b"wOF2") || bytes.starts_with(b"wOFF") => bytes,
            Ok(_) => {
                return self.error(place, format!("{src} is no web font"), "Use WOFF2, or WOFF");
            }
            Err(Refused { message, help }) => {
                return self.error(place, format!("{src} {message}"), help);
            }
        };
        let address = format!("media/font-{}.{ending}", &sha256(&bytes)[..16]);
        let _ = write!(
            self.theme.css,
            "@font-face{{font-family:\"{family}\";src:url({address}) format(\"{ending}\");font-weight:{};font-style:{};font-display:swap}}",
            if weight.is_empty() { "400" } else { &weight },
            if style.is_empty() { "normal" } else { &style },
        );
        self.theme.fonts.push(Font { address, bytes });
    }
}

/// The channels of `#rrggbb`.
fn rgb(color: &str) -> Option<[u8; 3]> {
    let digits = color
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// The contrast of two colours, from 1 to 21, as [WCAG 2.2 defines
/// it](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The [relative luminance](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance) of a
/// colour, from 0 to 1.
fn luminance(color: [u8; 3]) -> f64 {
    let [red, green, blue] = color.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(contrast([0; 3], [255; 3]), 21.0);
        // 4.48 and 4.54: on either side of the limit.
        assert!(contrast([0x77; 3], [255; 3]) < LEAST_CONTRAST);
        assert!(contrast([0x76; 3], [255; 3]) > LEAST_CONTRAST);
    }

    #[test]
    fn the_default_colours_can_be_read() {
        let style = include_str!("../../../style/page.css");
        for (colors, scheme) in [(LIGHT, "light"), (DARK, "dark")] {
            for (index, color) in colors.iter().enumerate() {
                assert!(
                    style.contains(color),
                    "{scheme} {} is not {color} in page.css",
                    COLORS[index]
                );
            }
            let ground = rgb(colors[0]).expect("a colour");
            for letters in [2, 3, 5] {
                let letters = rgb(colors[letters]).expect("a colour");
                assert!(contrast(letters, ground) >= LEAST_CONTRAST);
            }
        }
    }
}
