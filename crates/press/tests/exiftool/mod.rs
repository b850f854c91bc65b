//! ExifTool, for the tests that go by its word.

use std::path::Path;
use std::process::Command;

/// ExifTool knows PLUS's property for data mining since 12.67, and gives its value in words.
const CONFIG: &str = "%Image::ExifTool::UserDefined = \
    ('Image::ExifTool::PLUS::XMP' => { DataMining => { } }); 1;";

/// Runs ExifTool in a folder, and returns what it prints.
pub fn exiftool(folder: &Path, arguments: &[&str]) -> String {
    let config = tempfile::NamedTempFile::new().expect("there is room");
    std::fs::write(config.path(), CONFIG).expect("there is room");
    let output = Command::new("exiftool")
        .arg("-config")
        .arg(config.path())
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| {
            panic!("this test needs exiftool ({error}): install libimage-exiftool-perl")
        });
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complaints.is_empty(),
        "exiftool {arguments:?}: {complaints}"
    );
    String::from_utf8(output.stdout).expect("it is text")
}
