//! Which files of a folder make a story: `story.md`, and beside it an edition in another
//! language for each `story.LANGUAGE.md`.

use std::ops::Range;

use reportage_story::{Content, Story, is_language};

use super::{Manuscript, STORY_JSON, STORY_MD, read_edition, ready};
use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::language;

/// Reads the story in a folder, from `story.md` or else from a ready `story.json`, and its
/// other editions, and says what is wrong with them. The first is the story's main edition;
/// none if there is neither file.
///
/// Each edition names the others.
pub fn read_folder(folder: &Folder) -> (Vec<Manuscript>, Vec<Complaint>) {
    let has = |name: &&str| folder.root().join(name).exists();
    let Some(name) = [STORY_MD, STORY_JSON].into_iter().find(has) else {
        let complaint = Complaint::error(STORY_MD, "there is no story.md in this folder")
            .help("Write one, or begin with: reportage new DIR");
        return (Vec::new(), vec![complaint]);
    };
    let main = read_file(folder, name, |text| match name {
        STORY_MD => super::read(text),
        _ => ready::read(text),
    });
    let (main, mut complaints) = match main {
        Ok((main, complaints)) => (main, complaints),
        Err(complaint) => return (Vec::new(), vec![complaint]),
    };
    let mut manuscripts = vec![main];
    for (name, tag) in names(folder) {
        let main = &manuscripts[0].story;
        match read_file(folder, &name, |text| read_edition(&name, text, Some(main))) {
            Ok((manuscript, wrong)) => {
                complaints.extend(wrong);
                complaints.extend(misfits(&manuscript, &tag, &manuscripts));
                manuscripts.push(Manuscript {
                    folder: format!("{tag}/"),
                    ..manuscript
                });
            }
            Err(complaint) => complaints.push(complaint),
        }
    }
    complaints.extend(uncovered(&manuscripts));
    introduce(&mut manuscripts);
    (manuscripts, complaints)
}

type Reading = (Manuscript, Vec<Complaint>);

fn read_file(
    folder: &Folder,
    name: &str,
    read: impl FnOnce(&str) -> Reading,
) -> Result<Reading, Complaint> {
    match folder.read_text(name) {
        Ok(text) => Ok(read(&text)),
        Err(Refused { message, help }) => {
            Err(Complaint::error(name, format!("{name} {message}")).help(help))
        }
    }
}

/// The files of other editions with the language that each is called by.
fn names(folder: &Folder) -> Vec<(String, String)> {
    let mut names: Vec<_> = folder
        .beginning_with("story.")
        .into_iter()
        .filter_map(|name| {
            let tag = name.strip_prefix("story.")?.strip_suffix(".md")?;
            is_language(tag).then(|| (name.clone(), tag.to_owned()))
        })
        .collect();
    names.sort();
    names
}

/// What keeps an edition from being one of this story.
fn misfits(edition: &Manuscript, tag: &str, others: &[Manuscript]) -> Vec<Complaint> {
    let file = edition.file.as_str();
    let language = edition.story.in_language.as_str();
    let mut complaints = Vec::new();
    let says_language = line_of(&edition.text, "inLanguage:");
    // If it says none, that has been complained of.
    if !language.is_empty() && !language.eq_ignore_ascii_case(tag) {
        complaints.push(
            Complaint::error(
                file,
                format!("by its name this is the edition in {tag}, but it is written in {language}"),
            )
            .at(says_language.clone())
            .help(format!(
                "Call the file story.{language}.md, or mend inLanguage; a file that is no edition needs another name"
            )),
        );
    }
    let same = |other: &&Manuscript| other.story.in_language.eq_ignore_ascii_case(language);
    if let Some(other) = others.iter().find(same).filter(|_| !language.is_empty()) {
        complaints.push(
            Complaint::error(file, format!("{} is in {language} as well", other.file))
                .at(says_language)
                .help("A story has one edition in each language"),
        );
    }
    if let Some(main) = others.first() {
        if let Some(url) = &edition.story.url
            && edition.story.url == main.story.url
        {
            complaints.push(
                Complaint::error(file, format!("{} has the address {url} as well", main.file))
                    .at(line_of(&edition.text, "url:"))
                    .help("Take the line away: an edition stands in a folder below it"),
            );
        }
        complaints.extend(lacking(edition, main));
    }
    complaints
}

/// The line of a text that begins like this; its beginning if there is none.
fn line_of(text: &str, beginning: &str) -> Range<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(beginning) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}

/// Pictures and videos that stand without a notice where they have one somewhere else in the
/// story or in another edition: whoever does not want to see them would.
fn uncovered(manuscripts: &[Manuscript]) -> Vec<Complaint> {
    let shown: Vec<_> = manuscripts.iter().flat_map(pictures).collect();
    let mut complaints = Vec::new();
    for (name, notice, file, span) in &shown {
        let covered = shown
            .iter()
            .find(|(other, notice, ..)| other == name && notice.is_some());
        if let (None, Some((_, _, other, _))) = (notice, covered) {
            let place = match other == file {
                true => "elsewhere in this file".to_owned(),
                false => format!("in {other}"),
            };
            let complaint =
                Complaint::error(*file, format!("{name} has a notice {place}, and none here"))
                    .help("Write it below the picture here too, as in notice: A dead body.");
            complaints.push(match span {
                Some(span) => complaint.at(span.clone()),
                None => complaint,
            });
        }
    }
    complaints
}

type Shown<'a> = (&'a str, Option<&'a str>, &'a str, Option<Range<usize>>);

/// What a manuscript shows: each file with its notice, and where it stands.
fn pictures(manuscript: &Manuscript) -> Vec<Shown<'_>> {
    let mut shown = Vec::new();
    for (at, card) in manuscript.story.cards.iter().enumerate() {
        let names: Vec<_> = match &card.content {
            Content::Video { video } => {
                let name = video.sources.first().map(|source| source.src.as_str());
                vec![(name, video.notice())]
            }
            content => {
                let photos = content.photos().into_iter();
                photos
                    .map(|photo| {
                        (
                            photo.variants.first().map(|file| file.src.as_str()),
                            photo.notice.as_deref(),
                        )
                    })
                    .collect()
            }
        };
        for (index, (name, notice)) in names.into_iter().enumerate() {
            let span = manuscript.span(at, index);
            shown.extend(name.map(|name| (name, notice, manuscript.file.as_str(), span)));
        }
    }
    shown
}

/// Which cards of the main edition this one has not got.
fn lacking(edition: &Manuscript, main: &Manuscript) -> Option<Complaint> {
    let has = |id: &str| edition.story.cards.iter().any(|card| card.id == id);
    let lacking: Vec<_> = main
        .story
        .cards
        .iter()
        .map(|card| card.id.as_str())
        .filter(|id| !has(id))
        .collect();
    let first = lacking.first()?;
    let more = match lacking.len() - 1 {
        0 => String::new(),
        more => format!(", nor {more} more of those in {}", main.file),
    };
    Some(
        Complaint::warning(
            &edition.file,
            format!(
                "{} has no card {first}{more}: a reader who changes the language there begins at the beginning",
                edition.file
            ),
        )
        .help(format!(
            "Write as many cards as in {}, or give them the same names: ## Heading {{#{first}}}",
            main.file
        )),
    )
}

/// The way from an edition's folder to that of the main one: `../`, or nothing for that one itself.
pub fn way_up(folder: &str) -> &'static str {
    if folder.is_empty() { "" } else { "../" }
}

/// Tells each edition of the others, but for those that its author names.
fn introduce(manuscripts: &mut [Manuscript]) {
    let all: Vec<(String, Story)> = manuscripts
        .iter()
        .map(|manuscript| {
            let head = Story {
                cards: Vec::new(),
                ..manuscript.story.clone()
            };
            (manuscript.folder.clone(), head)
        })
        .collect();
    for manuscript in manuscripts {
        let up = way_up(&manuscript.folder);
        for (folder, other) in &all {
            let named = &manuscript.story.editions;
            let is_named = named
                .iter()
                .any(|edition| edition.in_language.eq_ignore_ascii_case(&other.in_language));
            if *folder == manuscript.folder || is_named {
                continue;
            }
            let edition = reportage_story::Edition {
                in_language: other.in_language.clone(),
                name: name(other, &all),
                url: match format!("{up}{folder}") {
                    beside if beside.is_empty() => "./".to_owned(),
                    beside => beside,
                },
            };
            manuscript.story.editions.push(edition);
        }
    }
}

/// What an edition is called among all: its language by its own name, with the tag where two
/// would be called the same.
fn name(story: &Story, all: &[(String, Story)]) -> String {
    let tag = &story.in_language;
    let Some(name) = language::own_name(tag) else {
        return tag.clone();
    };
    let is_same =
        |(_, other): &&(String, Story)| language::own_name(&other.in_language) == Some(name);
    match all.iter().filter(is_same).count() {
        0 | 1 => name.to_owned(),
        _ => format!("{name} ({tag})"),
    }
}
