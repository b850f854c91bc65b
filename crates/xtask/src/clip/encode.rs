//! The clip as files, by way of ffmpeg.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, thread};

use anyhow::{Context, Result, anyhow, bail};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::{FRAMES_PER_SECOND, HEIGHT, NAME, SECONDS, WIDTH, frame};

/// The moment that the poster shows, in seconds.
const POSTER: f64 = 13.4;

/// VP9 at constrained quality, and H.264 for browsers without it.
const CODECS: [(&str, &str); 2] = [
    (
        "webm",
        "-c:v libvpx-vp9 -crf 43 -b:v 0 -g 250 -row-mt 1 -cpu-used 2 -deadline good",
    ),
    (
        "mp4",
        "-c:v libx264 -profile:v high -crf 26 -preset slow -g 250 -movflags +faststart",
    ),
];

/// Nothing of the machine or the moment goes into the files.
const PLAIN: &str = "-an -map_metadata -1 -fflags +bitexact -flags:v +bitexact \
    -vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv";

/// Writes the clip into `pictures`, with its poster beside it.
pub fn render(pictures: &Path) -> Result<()> {
    let clip = pictures.join(NAME);
    let poster = clip.with_extension("svg");
    fs::write(&poster, frame(POSTER))
        .with_context(|| format!("could not write {}", poster.display()))?;
    for (extension, codec) in CODECS {
        eprintln!("{NAME}.{extension}");
        encode(&clip.with_extension(extension), codec)?;
    }
    Ok(())
}

/// Draws every frame, two at a time, and has ffmpeg encode them.
fn encode(path: &Path, codec: &str) -> Result<()> {
    let input = format!(
        "-y -loglevel error -f rawvideo -pix_fmt rgb24 -s {WIDTH}x{HEIGHT} -r {FRAMES_PER_SECOND} -i -"
    );
    let mut ffmpeg = Command::new("ffmpeg")
        .args(
            [&input, PLAIN, codec]
                .iter()
                .flat_map(|words| words.split_whitespace()),
        )
        .arg(path)
        .stdin(Stdio::piped())
        .spawn()
        .context("ffmpeg could not be started. Please install it")?;
    let mut pipe = ffmpeg.stdin.take().context("ffmpeg takes no frames")?;
    let frames = (SECONDS * f64::from(FRAMES_PER_SECOND)).round() as u32;
    for first in (0..frames).step_by(2) {
        let second = thread::spawn(move || draw(first + 1));
        pipe.write_all(&draw(first)?)?;
        let second = second
            .join()
            .map_err(|_| anyhow!("a frame was not drawn"))??;
        if first + 1 < frames {
            pipe.write_all(&second)?;
        }
    }
    drop(pipe);
    if !ffmpeg.wait()?.success() {
        bail!("ffmpeg could not encode {}", path.display());
    }
    Ok(())
}

/// One frame, three bytes a pixel.
fn draw(number: u32) -> Result<Vec<u8>> {
    let moment = f64::from(number) / f64::from(FRAMES_PER_SECOND);
    let tree = Tree::from_str(&frame(moment), &Options::default())?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).context("a picture without pixels")?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter();
    Ok(pixels
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect())
}
