//! Whatever a picture's header claims, it is read or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reportage_press::photo;

fuzz_target!(|picture: &[u8]| {
    if let Ok(header) = photo::header(picture) {
        assert!(header.width > 0 && header.height > 0);
    }
});
