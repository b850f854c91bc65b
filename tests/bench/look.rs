//! A look at every page before it is measured: whether it shows the whole story, with pictures of
//! the window for people to look at.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::pages::Page;
use crate::server::Serving;
use crate::story::{CARDS, HEADLINE};
use crate::visit::{Conditions, Visitor};

/// The cards of which pictures are taken.
const SHOT: [usize; 3] = [0, 2, 6];

/// Reads a page without measuring it.
///
/// # Errors
/// A photo has not come, or something that is to be said is not.
pub async fn look(serving: &Serving, page: &Page, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let visitor = Visitor::open(serving, page, Conditions::Free).await?;
    let mut said = String::new();
    visitor
        .read(async |at| {
            said += &visitor.text().await?;
            if SHOT.contains(&at) {
                let path = folder.join(format!("{}-{}.png", page.name, at + 1));
                visitor.screenshot(&path).await?;
            }
            Ok(())
        })
        .await?;
    let notes = visitor.notes().await?;
    ensure!(
        notes.photos() == CARDS.len(),
        "{} has asked for {} photos and not {}",
        page.name,
        notes.photos(),
        CARDS.len()
    );
    // Some have their headings in capitals.
    let said = said.to_lowercase();
    for words in CARDS.iter().flat_map(|card| [card.title, card.words]) {
        ensure!(
            said.contains(&words.to_lowercase()),
            "{} does not say: {words}",
            page.name
        );
    }
    ensure!(
        said.contains(&HEADLINE.to_lowercase()),
        "{} does not say what the story is called",
        page.name
    );
    Ok(())
}
