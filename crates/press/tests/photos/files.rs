//! The files of a pressed photo.

use reportage_press::photo::{Pressed, WIDTHS, press};

use crate::make;
use crate::shown::{Picture, scene};

fn sizes(pressed: &Pressed, media_type: &str) -> Vec<(u32, u32)> {
    let files = pressed.files.iter();
    files
        .filter(|file| file.media_type == media_type)
        .map(|file| (file.width, file.height))
        .collect()
}

#[test]
fn there_is_an_avif_and_a_jpeg_of_every_width() {
    let pressed = press(&make::png(&scene(1000, 100))).expect("a picture");
    for media_type in ["image/avif", "image/jpeg"] {
        assert_eq!(sizes(&pressed, media_type), [(480, 48), (960, 96)]);
    }
    assert_eq!(pressed.files.len(), 4);
    assert!(WIDTHS.contains(&480) && WIDTHS.contains(&2880));
}

#[test]
fn a_small_photo_is_published_in_its_own_size() {
    let pressed = press(&make::png(&scene(300, 200))).expect("a picture");
    assert_eq!(sizes(&pressed, "image/avif"), [(300, 200)]);
    assert_eq!(sizes(&pressed, "image/jpeg"), [(300, 200)]);
    for (width, height) in [(1, 1), (1, 40), (40, 1), (7, 5)] {
        let pressed = press(&make::png(&scene(width, height))).expect("a tiny picture");
        assert_eq!(sizes(&pressed, "image/avif"), [(width, height)]);
    }
}

#[test]
fn the_files_come_by_type_and_then_by_width() {
    let pressed = press(&make::png(&scene(1000, 10))).expect("a picture");
    let order: Vec<_> = pressed
        .files
        .iter()
        .map(|file| (file.media_type, file.width))
        .collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(order, sorted);
}

#[test]
fn the_files_bear_no_metadata_and_say_srgb_if_anything() {
    let samples = make::samples();
    let (_, tagged) = samples.first().expect("a JPEG with Exif and a profile");
    let pressed = press(tagged).expect("a picture");
    for file in &pressed.files {
        for name in [b"Exif".as_slice(), b"ICC_PROFILE", b"prof", b"xmp"] {
            let found = file.bytes.windows(name.len()).any(|part| part == name);
            assert!(!found, "{} holds {}", file.media_type, name.escape_ascii());
        }
    }
}

#[test]
fn the_same_photo_makes_the_same_files_on_any_number_of_threads() {
    let picture = Picture::of(700, 300, |x, y| [x as u8, y as u8, (x * y / 64) as u8]);
    let bytes = make::jpeg(&picture);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads")
            .install(|| press(&bytes).expect("a picture"))
    };
    assert_eq!(on(1), on(4));
}

#[test]
fn a_photo_is_known_by_its_colours_before_it_comes() {
    let pressed = press(&make::png(&Picture::plain(90, 60, [200, 40, 10]))).expect("a picture");
    assert_eq!(pressed.dominant_color, "#c8280a");
    let other = press(&make::png(&scene(90, 60))).expect("a picture");
    assert_ne!(pressed.thumb_hash, other.thumb_hash);
}

#[test]
fn more_photos_than_threads_are_pressed_at_once() {
    use rayon::prelude::*;
    let photos: Vec<_> = (0..24)
        .map(|shade| make::png(&Picture::plain(60, 40, [shade * 10; 3])))
        .collect();
    let pressed: Vec<_> = photos
        .par_iter()
        .map(|photo| press(photo).expect("a picture"))
        .collect();
    assert_eq!(pressed.len(), 24);
}
