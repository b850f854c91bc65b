//! The program of a published page: wakes the story that stands in it, and has no means
//! to open any other.

fn main() {
    reportage_viewer::state::fail_on_panic();
    reportage_viewer::read::run();
}
