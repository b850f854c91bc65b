//! Cards: which of them a part of the text makes, and what they hold.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use reportage_story::{Card, Content, Story, is_id};

use super::figure::{self, Figure};
use super::markdown::{Block, BlockKind, Inline, InlineKind, plain};
use super::picture;
use super::text::{self, Fault};

/// How many letters an id may have.
const LONGEST_ID: usize = 64;

/// A part of the text that becomes one card: what begins it, and what it holds.
#[derive(Debug, Default)]
pub struct Section {
    /// The heading's letters; nothing where a line of dashes begins the card.
    pub heading: Option<String>,
    /// The id that its author gave it.
    pub id: Option<String>,
    /// The words in braces after the heading that begin with a point.
    pub classes: Vec<String>,
    /// Where it begins.
    pub span: Range<usize>,
    /// Whether it is what stands before the first heading.
    pub is_cover: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A card, and where each of its pictures stands in the file.
#[derive(Debug)]
pub struct Placed {
    /// The card. A photo's only variant names its file and nothing else.
    pub card: Card,
    /// As many as `card.content.photos()` has, in its order.
    pub spans: Vec<Range<usize>>,
}

/// Gives cards their ids and their content.
pub struct Cards<'a> {
    file: &'a str,
    ids: HashSet<String>,
    /// The ids of the cards that these are translations of, in order.
    translated: Vec<String>,
    /// How often each id has been made.
    made: HashMap<String, usize>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl<'a> Cards<'a> {
    /// For the story in `file`; `sections` are all there will be, so that no id that
    /// is made takes one that is given. `main` is the edition that this is a translation of.
    pub fn new(file: &'a str, sections: &[Section], main: Option<&Story>) -> Self {
        let main = main.filter(|main| main.cards.len() == sections.len());
        let cards = main.into_iter().flat_map(|main| &main.cards);
        Self {
            file,
            translated: cards.map(|card| card.id.clone()).collect(),
            ids: sections
                .iter()
                .filter_map(|section| section.id.clone())
                .collect(),
            made: HashMap::new(),
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push((span, message.into(), help.into()));
    }

    /// The card that a section makes, the `number`th from 1.
    pub fn card(&mut self, section: &Section, number: usize) -> Placed {
        let id = self.id(section, number);
        let mut parts = Parts::default();
        for block in section.blocks.iter().cloned() {
            self.part(block, section.is_cover, &mut parts);
        }
        let comparing = self.comparing(section, &parts);
        let (content, spans) = self.content(section, &mut parts, comparing);
        let body = text::blocks(&parts.body, &mut self.faults);
        let heading = section
            .heading
            .clone()
            .filter(|heading| !heading.is_empty());
        Placed {
            card: Card {
                id,
                heading,
                body,
                content,
            },
            spans,
        }
    }

    fn id(&mut self, section: &Section, number: usize) -> String {
        if let Some(id) = &section.id {
            if is_id(id) {
                return id.clone();
            }
            self.fault(
                section.span.clone(),
                format!("{id:?} cannot be the name of a card"),
                "Use letters, digits, - and _, at most 64 of them; names that begin with reportage- are the page's own",
            );
        }
        if let Some(id) = self.translated.get(number - 1)
            && self.ids.insert(id.clone())
        {
            return id.clone();
        }
        let made = match &section.heading {
            _ if section.is_cover => "cover".to_owned(),
            Some(heading) => slug(heading),
            None => String::new(),
        };
        let made = if is_id(&made) {
            made
        } else {
            format!("card-{number}")
        };
        let mut id = made.clone();
        while !self.ids.insert(id.clone()) {
            let count = self.made.entry(made.clone()).or_insert(1);
            *count += 1;
            let number = format!("-{count}");
            id = made.chars().take(LONGEST_ID - number.len()).collect();
            id = id.trim_end_matches('-').to_owned() + &number;
        }
        id
    }

    /// Sorts a block to the pictures, the quotation or the body.
    fn part(&mut self, block: Block, is_cover: bool, parts: &mut Parts) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                if let Some(figures) = figure::read(content, self.file, &mut self.faults) {
                    parts.figures.extend(figures);
                    parts.after_figure = true;
                    return;
                }
                // The credit may stand apart, right after its picture.
                if parts.after_figure
                    && let [line] = figure::lines(content).as_slice()
                    && let Some(credit) = figure::credit(line, self.file)
                    && let Some(last) = parts.figures.last_mut()
                {
                    figure::set_credit(last, credit, block.span.clone(), &mut self.faults);
                    parts.after_figure = false;
                    return;
                }
            }
            // On the cover it is one in the text, like any other.
            BlockKind::Quote(content) if !is_cover => {
                if let Some((quote, attribution)) = attributed(content) {
                    if parts.quote.is_some() {
                        self.fault(
                            block.span.clone(),
                            "a card has one quotation with a name under it",
                            "Begin another card with ##, or take the line with the dash away",
                        );
                    }
                    parts.quote = Some((quote, attribution));
                    parts.after_figure = false;
                    return;
                }
            }
            BlockKind::Comment => return,
            _ => {}
        }
        parts.after_figure = false;
        parts.body.push(block);
    }

    /// Whether the card is a comparison; words in braces that nothing knows are noted.
    fn comparing(&mut self, section: &Section, parts: &Parts) -> bool {
        for class in section.classes.iter().filter(|class| *class != "compare") {
            self.fault(
                section.span.clone(),
                format!(".{class} means nothing here"),
                "Only {.compare} is known: two photos of one place with a divider between them",
            );
        }
        let wanted = section.classes.iter().any(|class| class == "compare");
        let photos = parts
            .figures
            .iter()
            .filter(|figure| !figure.is_video())
            .count();
        if wanted && (photos != 2 || parts.figures.len() != 2) {
            self.fault(
                section.span.clone(),
                format!("a comparison has two photos, and this card has {photos}"),
                "Put the earlier photo first and the later one after it, or take {.compare} away",
            );
        }
        wanted && photos == 2
    }

    fn content(
        &mut self,
        section: &Section,
        parts: &mut Parts,
        comparing: bool,
    ) -> (Content, Vec<Range<usize>>) {
        let (videos, figures): (Vec<_>, Vec<_>) = std::mem::take(&mut parts.figures)
            .into_iter()
            .partition(Figure::is_video);
        let spans: Vec<_> = figures.iter().map(|figure| figure.span.clone()).collect();
        let mut photos: Vec<_> = figures
            .iter()
            .map(|figure| picture::photo(figure, &mut self.faults))
            .collect();
        if section.is_cover {
            for (what, extra) in [
                ("a video", videos.first().map(|video| video.span.clone())),
                ("a second photo", spans.get(1).cloned()),
            ] {
                if let Some(span) = extra {
                    self.fault(
                        span,
                        format!("{what} cannot stand on the cover"),
                        "What stands before the first ## is the cover: one photo and the opening words. Begin a card with ## before this",
                    );
                }
            }
            let photo = (!photos.is_empty()).then(|| photos.remove(0));
            return (
                Content::Cover { photo },
                spans.into_iter().take(1).collect(),
            );
        }
        if let Some((quote, attribution)) = parts.quote.take() {
            if let Some(extra) = spans
                .get(1)
                .cloned()
                .or(videos.first().map(|video| video.span.clone()))
            {
                self.fault(
                    extra,
                    "a card with a quotation has one photo or none",
                    "Begin another card with ## before this",
                );
            }
            let photo = (!photos.is_empty()).then(|| photos.remove(0));
            let content = Content::Quote {
                quote: text::inlines(&quote, &mut self.faults),
                attribution: text::inlines(&attribution, &mut self.faults),
                photo,
            };
            return (content, spans.into_iter().take(1).collect());
        }
        if let Some(first) = videos.first() {
            if let Some(extra) = videos
                .get(1)
                .map(|video| video.span.clone())
                .or(spans.first().cloned())
            {
                self.fault(
                    extra,
                    "a card shows one video, and no photos beside it",
                    "Begin another card with ## before this. A picture of the video's own name is its poster by itself",
                );
            }
            // The poster, if there will be one, is found by the video's name.
            return (
                Content::Video {
                    video: picture::video(first, &mut self.faults),
                },
                vec![first.span.clone()],
            );
        }
        let content = match photos.len() {
            0 => Content::Text,
            1 => Content::Photo {
                photo: photos.remove(0),
            },
            2 if comparing => {
                let after = photos.remove(1);
                Content::Compare {
                    before: photos.remove(0),
                    after,
                }
            }
            _ => Content::Gallery { photos },
        };
        (content, spans)
    }
}

/// What a card holds, by what it is.
#[derive(Default)]
struct Parts {
    figures: Vec<Figure>,
    quote: Option<(Vec<Inline>, Vec<Inline>)>,
    body: Vec<Block>,
    /// Whether a picture has just been written.
    after_figure: bool,
}

/// The words and the name of a quotation whose last line begins with a dash.
fn attributed(content: &[Block]) -> Option<(Vec<Inline>, Vec<Inline>)> {
    let mut quote: Vec<Inline> = Vec::new();
    for block in content {
        let BlockKind::Paragraph(inlines) = &block.kind else {
            return None;
        };
        if !quote.is_empty() {
            let (kind, span) = (InlineKind::HardBreak, block.span.start..block.span.start);
            quote.push(Inline { kind, span });
        }
        quote.extend(inlines.iter().cloned());
    }
    let is_break =
        |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let start = quote.iter().rposition(is_break)? + 1;
    let mut name = quote.split_off(start);
    quote.pop();
    let Some(Inline {
        kind: InlineKind::Text(first),
        ..
    }) = name.first_mut()
    else {
        return None;
    };
    let rest = ["—", "–", "---", "--"]
        .iter()
        .find_map(|dash| first.trim_start().strip_prefix(dash))?;
    *first = rest.trim_start().to_owned();
    (!plain(&quote).trim().is_empty() && !plain(&name).trim().is_empty()).then_some((quote, name))
}

/// `The ground shakes` as `the-ground-shakes`: letters and digits of any script.
pub fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.to_lowercase().chars() {
        if c.is_alphanumeric() || (!c.is_ascii() && is_id(&c.to_string()) && !is_punctuation(c)) {
            slug.push(c);
        } else if (matches!(c, '-' | '_' | '/' | '–' | '—') || c.is_whitespace())
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(LONGEST_ID).collect();
    slug.trim_end_matches('-').to_owned()
}

/// Quotation marks and the like beyond ASCII, which no id needs.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '،' | '؛' | '؟' | '×' | '÷')
}
