//! Which files of a folder make a story: `story.md`, and beside it an edition in another
//! language for each `story.LANGUAGE.md`.

use reportage_story::{Story, is_language};

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
    let line = edition.text.find("inLanguage").unwrap_or_default();
    let end = edition.text[line..]
        .find('\n')
        .map_or(line, |length| line + length);
    // If it says none, that has been complained of.
    if !language.is_empty() && !language.eq_ignore_ascii_case(tag) {
        complaints.push(
            Complaint::error(
                file,
                format!("by its name this is the edition in {tag}, but it is written in {language}"),
            )
            .at(line..end)
            .help(format!(
                "Call the file story.{language}.md, or mend inLanguage; a file that is no edition needs another name"
            )),
        );
    }
    let same = |other: &&Manuscript| other.story.in_language.eq_ignore_ascii_case(language);
    if let Some(other) = others.iter().find(same).filter(|_| !language.is_empty()) {
        complaints.push(
            Complaint::error(file, format!("{} is in {language} as well", other.file))
                .at(line..end)
                .help("A story has one edition in each language"),
        );
    }
    complaints.extend(others.first().and_then(|main| lacking(edition, main)));
    complaints
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
                .any(|edition| edition.in_language == other.in_language);
            if *folder == manuscript.folder || is_named {
                continue;
            }
            let edition = reportage_story::Edition {
                in_language: other.in_language.clone(),
                name: language::own_name(&other.in_language)
                    .unwrap_or(&other.in_language)
                    .to_owned(),
                url: match format!("{up}{folder}") {
                    beside if beside.is_empty() => "./".to_owned(),
                    beside => beside,
                },
            };
            manuscript.story.editions.push(edition);
        }
    }
}
