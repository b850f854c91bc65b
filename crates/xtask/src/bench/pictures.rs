//! The pictures that are pressed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::scenes;

/// A set of pictures that are pressed together.
pub struct Set {
    /// What it is called in files.
    pub name: &'static str,
    /// What it is called in tables.
    pub title: &'static str,
    /// The folder that holds the pictures, and nothing else.
    pub folder: PathBuf,
    /// The pictures in it, in the order of their names.
    pub files: Vec<PathBuf>,
}

/// Brings the sets together below `out`: what is there already stays.
///
/// # Errors
/// A package with a print in it has not been installed, or a file cannot be written.
pub fn sets(node_modules: &Path, out: &Path) -> Result<[Set; 2]> {
    let originals = out.join("originals");
    let folder = originals.join(format!("synthetic-{}", scenes::REVISION));
    for (name, scene) in scenes::SCENES {
        let file = folder.join(name).with_extension("jpg");
        if !file.is_file() {
            eprintln!("Rendering {}", file.display());
            fs::create_dir_all(&folder)?;
            fs::write(&file, jpeg(&scenes::render(scene))?)?;
        }
    }
    let synthetic = set("synthetic", "synthetic pictures of 24 megapixels", folder)?;
    let folder = originals.join("prints");
    for package in prints(node_modules)? {
        let name = package.file_name().context("a package has a name")?;
        let picture = package.join("data/image.jpg");
        let file = folder.join(name).with_extension("jpg");
        fs::create_dir_all(&folder)?;
        fs::copy(&picture, file)
            .with_context(|| format!("could not copy the print {}", picture.display()))?;
    }
    let prints = set("prints", "CC0 prints of 1024 pixels", folder)?;
    Ok([synthetic, prints])
}

/// The packages of prints from the J. Paul Getty Museum's Open Content Program.
fn prints(node_modules: &Path) -> Result<Vec<PathBuf>> {
    let packages: Vec<_> = entries(&node_modules.join("@stdlib"))?
        .into_iter()
        .filter(|package| {
            let name = package.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with("datasets-img-")
        })
        .collect();
    ensure!(!packages.is_empty(), "no print is installed from npm");
    Ok(packages)
}

fn set(name: &'static str, title: &'static str, folder: PathBuf) -> Result<Set> {
    let files = entries(&folder)?;
    Ok(Set {
        name,
        title,
        folder,
        files,
    })
}

/// What is in a folder, in the order of the names.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = || -> std::io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let mut paths = read().with_context(|| format!("could not read {}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// A JPEG as cameras write it: of high quality, its colours halved each way.
fn jpeg(pixels: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_2_0);
    encoder.encode(
        pixels,
        scenes::WIDTH,
        scenes::HEIGHT,
        jpeg_encoder::ColorType::Rgb,
    )?;
    Ok(bytes)
}
