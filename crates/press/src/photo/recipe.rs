//! What the files depend on besides the picture.

use super::encode::{AVIF_QUANTIZER, JPEG_QUALITY};
use super::sizes::WIDTHS;

/// To be raised when the code of this module or of `reportage-avif` makes other pixels of the same picture
/// than it did.
const REVISION: u32 = 2;

/// The crates that have a say in the pixels.
const CRATES: [&str; 15] = [
    "avif-serialize",
    "fast_image_resize",
    "gif",
    "image",
    "image-webp",
    "moxcms",
    "mozjpeg-rs",
    "png",
    "rav1e",
    "re_rav1d",
    "resvg",
    "thumbhash",
    "tiff",
    "tiny-skia",
    "zune-jpeg",
];

/// The one place where the versions of crates stand.
const LOCK: &str = include_str!("../../../../Cargo.lock");

/// All that the files of a pressed picture depend on besides its own bytes: one line
/// for the key of a cache. Two presses with the same recipe make the same files.
pub fn recipe() -> String {
    let crates: Vec<String> = versions(LOCK).collect();
    format!(
        "press {REVISION}; widths {WIDTHS:?}; AVIF {AVIF_QUANTIZER}; \
         JPEG {JPEG_QUALITY}; {}",
        crates.join(" ")
    )
}

/// `name version` of each of [`CRATES`], from a `Cargo.lock`.
fn versions(lock: &str) -> impl Iterator<Item = String> {
    lock.split("[[package]]").filter_map(|package| {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key))?;
            line.strip_prefix(" = \"")?.strip_suffix('"')
        };
        let name = value("name").filter(|name| CRATES.contains(name))?;
        Some(format!("{name} {}", value("version")?))
    })
}

#[cfg(test)]
mod tests {
    use super::{CRATES, recipe};

    #[test]
    fn the_recipe_names_every_crate_with_its_version() {
        let recipe = recipe();
        for name in CRATES {
            let rest = recipe.split(&format!("{name} ")).nth(1).expect(name);
            assert!(
                rest.starts_with(|first: char| first.is_ascii_digit()),
                "{name}"
            );
        }
        assert!(
            recipe.contains("widths [480, 960, 1440, 2160, 2880]"),
            "{recipe}"
        );
        assert!(!recipe.contains('\n'));
    }
}
