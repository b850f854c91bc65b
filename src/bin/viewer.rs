//! The viewer: opens the story that `?story=ADDRESS` names, or wakes the one that
//! stands in the page already.

fn main() {
    reportage_viewer::state::fail_on_panic();
    reportage_viewer::open::run();
}
