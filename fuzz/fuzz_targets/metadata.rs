//! Whatever a picture holds, what it says of itself is read, and what is read can be written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reportage_press::metadata;

fuzz_target!(|picture: &[u8]| {
    let said = metadata::read(picture);
    for media_type in ["image/jpeg", "image/avif"] {
        if let Ok(published) = metadata::write(picture, media_type, &said) {
            metadata::read(&published);
        }
    }
});
