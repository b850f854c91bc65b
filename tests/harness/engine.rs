use std::io::Write;

use anyhow::{Result, bail};

/// The engines that the tests run in, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium, by chromedriver and its debugging protocol.
    Chromium,
    /// Firefox, by geckodriver and scripts with the browser's own rights.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver and settings that it starts with.
    WebKit,
}

/// What not every engine's driver can do. A test that needs one of these asks
/// [`Reader::can`](crate::Reader::can) first, and ends where the answer is no. What an
/// engine itself cannot do is no matter of this: there the fallback is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Real touch input.
    Touch,
    /// Printing the page.
    Print,
    /// Making the network slow.
    SlowNetwork,
    /// Telling the browser that it is offline, and that it is back.
    Offline,
    /// Keeping what a page has put into its caches when the page is left.
    Remember,
    /// Looking at what is told to screen readers.
    AccessibilityTree,
    /// Choosing more contrast, or a contrast theme: `prefers-contrast`, `forced-colors`.
    Contrast,
    /// Going on after an address that led to no page.
    Faults,
    /// Counting what a page holds: nodes, listeners, bytes.
    Memory,
}

impl Engine {
    /// The engine that `REPORTAGE_ENGINE` names, Chromium if it is not set.
    ///
    /// Fails when it names another.
    pub(crate) fn wanted() -> Result<Self> {
        match std::env::var("REPORTAGE_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::WebKit),
            Ok(other) => bail!(
                "REPORTAGE_ENGINE is {other}, and there are only chromium, firefox and webkit"
            ),
        }
    }

    /// How many photos it asks for besides those in the window: Firefox for what is all but
    /// there, the others for those within two screens. In the sample stories that is none, or
    /// one.
    pub(crate) fn photos_ahead(self) -> usize {
        usize::from(self != Self::Firefox)
    }

    /// Whether it asks for each photo's best file and no other. WebKit does not: it takes
    /// every `sizes` with `max()` in it for the window's width, and in the viewer it asks for
    /// the plain file of the cover besides, before it hears of the modern one.
    pub(crate) fn chooses_files(self) -> bool {
        self != Self::WebKit
    }

    /// Whether its driver can do it. Where it cannot, the test's output says so.
    pub(crate) fn can(self, ability: Ability) -> bool {
        let can = match ability {
            Ability::Touch
            | Ability::SlowNetwork
            | Ability::AccessibilityTree
            | Ability::Contrast
            | Ability::Faults
            | Ability::Memory => self == Self::Chromium,
            Ability::Print | Ability::Offline | Ability::Remember => self != Self::WebKit,
        };
        if !can {
            let thread = std::thread::current();
            let test = thread.name().unwrap_or("a test");
            // Past the test runner, which keeps what a test that passes prints to itself.
            let _ = writeln!(
                std::io::stderr(),
                "{test}: left out, the driver of {self:?} lacks {ability:?}"
            );
        }
        can
    }
}
