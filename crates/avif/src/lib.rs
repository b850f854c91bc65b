//! An opaque picture as an AVIF file, encoded by rav1e.
//!
//! A crate of its own for two reasons: rav1e is generic, so whoever calls it compiles it,
//! and tests want it optimised where nothing else is; and `ravif`, which does the same
//! work, tries filters at our quality that take twice the time again and save no bytes
//! (`docs/performance.md`).

use std::error::Error;

use avif_serialize::Aviffy;
use avif_serialize::constants::MatrixCoefficients as ContainerMatrix;
use rav1e::prelude::*;

/// Bits a sample. With ten, an eight-bit picture comes out closer in no more bytes, as
/// rounding errors do not add up; with eight, clear skies fall into bands.
pub const DEPTH: u8 = 10;

/// Encodes a picture in sRGB: its colours in full resolution, by BT.601 in full range.
///
/// `rgb` is three bytes a pixel, row by row from the top left. `quantizer` is AV1's
/// `base_q_idx`: from 1, which is nearly lossless, to 255. The same input makes the same
/// bytes, on one thread.
///
/// # Errors
/// The encoder refuses the size, or `rgb` does not hold `width` × `height` pixels.
pub fn encode(
    rgb: &[u8],
    width: u32,
    height: u32,
    quantizer: u8,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let (columns, rows) = (width as usize, height as usize);
    if columns == 0 || rows == 0 || columns.checked_mul(rows * 3) != Some(rgb.len()) {
        return Err("these are not all pixels of a picture".into());
    }
    let config = Config::new()
        .with_threads(1)
        .with_encoder_config(EncoderConfig {
            width: columns,
            height: rows,
            bit_depth: DEPTH.into(),
            chroma_sampling: ChromaSampling::Cs444,
            pixel_range: PixelRange::Full,
            color_description: Some(ColorDescription {
                color_primaries: ColorPrimaries::BT709,
                transfer_characteristics: TransferCharacteristics::SRGB,
                matrix_coefficients: MatrixCoefficients::BT601,
            }),
            still_picture: true,
            tune: Tune::Psychovisual,
            quantizer: quantizer.into(),
            min_quantizer: quantizer,
            speed_settings: speed(),
            ..EncoderConfig::default()
        });
    let mut context: Context<u16> = config.new_context()?;
    let mut frame = context.new_frame();
    fill(&mut frame, rgb, columns);
    context.send_frame(frame)?;
    context.flush();
    let mut stream = Vec::new();
    loop {
        match context.receive_packet() {
            Ok(packet) => stream.extend(packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => break,
            Err(refused) => return Err(refused.into()),
        }
    }
    Ok(Aviffy::new()
        .set_full_color_range(true)
        .set_matrix_coefficients(ContainerMatrix::Bt601)
        .to_vec(&stream, None, width, height, DEPTH))
}

/// What the encoder tries, and what it leaves: `docs/performance.md` says what each choice
/// costs and brings.
fn speed() -> SpeedSettings {
    let mut speed = SpeedSettings::from_preset(8);
    speed.rdo_lookahead_frames = 1;
    speed.scene_detection_mode = SceneDetectionSpeed::None;
    speed.partition.partition_range =
        PartitionRange::new(BlockSize::BLOCK_8X8, BlockSize::BLOCK_16X16);
    speed.transform.reduced_tx_set = false;
    speed.prediction.fine_directional_intra = false;
    speed.cdef = false;
    speed.lrf = false;
    speed
}

/// Writes a picture into the planes of a frame (ITU-T H.273, 8.3, for BT.601).
fn fill(frame: &mut Frame<u16>, rgb: &[u8], columns: usize) {
    const MOST: f32 = ((1_u32 << DEPTH) - 1) as f32;
    const NEUTRAL: f32 = (1_u32 << (DEPTH - 1)) as f32;
    let sample = |value: f32| value.round().clamp(0.0, MOST) as u16;
    let [luma, blue, red] = frame.planes.each_mut().map(|plane| {
        let stride = plane.cfg.stride;
        plane.data_origin_mut().chunks_mut(stride)
    });
    let rows = rgb.chunks_exact(columns * 3);
    for (((row, luma), blue), red) in rows.zip(luma).zip(blue).zip(red) {
        for (x, pixel) in row.as_chunks::<3>().0.iter().enumerate() {
            let [r, g, b] = pixel.map(|byte| f32::from(byte) * (MOST / 255.0));
            let y = 0.299 * r + 0.587 * g + 0.114 * b;
            luma[x] = sample(y);
            blue[x] = sample((b - y) / 1.772 + NEUTRAL);
            red[x] = sample((r - y) / 1.402 + NEUTRAL);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn the_same_pixels_make_the_same_file_and_coarser_ones_a_smaller() {
        let picture: Vec<u8> = (0..64 * 48 * 3).map(|n| (n * 7919 % 251) as u8).collect();
        let [fine, again, coarse] =
            [60, 60, 200].map(|quantizer| encode(&picture, 64, 48, quantizer).expect("a picture"));
        assert!(fine.get(4..12) == Some(b"ftypavif"));
        assert!(fine == again);
        assert!(coarse.len() < fine.len());
    }

    #[test]
    fn pixels_that_are_missing_or_too_many_are_refused() {
        assert!(encode(&[0; 11], 2, 2, 100).is_err());
        assert!(encode(&[0; 15], 2, 2, 100).is_err());
        assert!(encode(&[], 0, 0, 100).is_err());
        assert!(encode(&[], 0, 5, 100).is_err());
    }
}
