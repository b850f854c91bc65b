use serde::Serialize;

/// A block of body text. Text is a tree, never markup: there is nothing in it
/// for a browser to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        #[serde(default)]
        ordered: bool,
        /// The items, each of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A passage quoted from somebody else.
    Quote {
        /// The passage.
        content: Vec<Block>,
    },
}

/// A stretch of text within a block. In JSON, plain text is a plain string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Text with a meaning of its own.
    Marked(Marked),
}

/// Inline text that means more than its letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Marked {
    /// Stress, as of the voice.
    Emphasis {
        /// What is stressed.
        content: Vec<Inline>,
    },
    /// Importance.
    Strong {
        /// What is important.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Where it leads: relative, or http(s).
        href: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A line break that belongs to the text, as in verse.
    LineBreak,
    /// A stretch in another language.
    Language {
        /// Which, as a BCP 47 tag.
        lang: String,
        /// The stretch.
        content: Vec<Inline>,
    },
}

/// The letters alone, for places where there is room for nothing else.
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Marked(Marked::LineBreak) => " ".to_owned(),
            Inline::Marked(
                Marked::Emphasis { content }
                | Marked::Strong { content }
                | Marked::Link { content, .. }
                | Marked::Language { content, .. },
            ) => plain_text(content),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_keeps_the_letters_of_marked_text() {
        let inlines = [
            Inline::Text("The ".into()),
            Inline::Marked(Marked::Emphasis {
                content: vec![Inline::Text("Tigris".into())],
            }),
            Inline::Marked(Marked::LineBreak),
            Inline::Text("runs".into()),
        ];
        assert_eq!(plain_text(&inlines), "The Tigris runs");
    }
}
