//! The tools of a story that the program of its page, or the viewer, has woken.

fn main() {
    reportage_viewer::state::fail_on_panic();
    reportage_tools::run();
}
