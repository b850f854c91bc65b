//! The same story makes the same files.

use rayon::ThreadPoolBuilder;

use crate::studio::{Studio, files};

#[test]
fn one_thread_and_four_write_the_same_bytes_wherever_the_story_lies() {
    let [one, four] = [1, 4].map(|threads| {
        let studio = Studio::new();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("there are threads");
        let edition = pool.install(|| studio.published());
        assert_eq!(edition.encoded, 3);
        files(&studio.out())
    });
    assert!(one == four, "{:?} and {:?}", one.keys(), four.keys());
}

#[test]
fn pictures_of_one_content_share_their_files_unless_they_are_called_otherwise() {
    let studio = Studio::new();
    studio.write("left.png", crate::studio::picture(2));
    // Of three names, two are of one content.
    assert_eq!(studio.published().encoded, 2);
    let bundle = studio.bundle();
    let photos = &bundle["cards"][1]["photos"];
    assert_eq!(photos[0]["thumbHash"], photos[1]["thumbHash"]);
    assert_ne!(photos[0]["variants"], photos[1]["variants"]);
}
