//! How the pressing goes on: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::PoisonError;

use indicatif::{ProgressBar, ProgressStyle};
use reportage_press::publish::Progress;

/// Shows progress on the standard error.
#[derive(Default)]
pub struct Shown {
    bar: Mutex<Option<ProgressBar>>,
}

impl Shown {
    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        act(&mut self.bar.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Progress for Shown {
    fn begin(&self, pictures: usize) {
        if pictures == 0 || !std::io::stderr().is_terminal() {
            return;
        }
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pictures  {wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(pictures as u64).with_style(style);
        bar.enable_steady_tick(std::time::Duration::from_millis(200));
        self.with(|shown| *shown = Some(bar));
    }

    fn done(&self, name: &str, encoded: bool) {
        self.with(|shown| match shown {
            Some(bar) => {
                bar.set_message(name.to_owned());
                bar.inc(1);
            }
            None if encoded => eprintln!("pressed {name}"),
            None => {}
        });
    }

    fn end(&self) {
        self.with(|shown| {
            if let Some(bar) = shown.take() {
                bar.finish_and_clear();
            }
        });
    }
}
