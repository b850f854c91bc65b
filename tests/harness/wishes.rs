use std::collections::BTreeMap;

/// A window's size in CSS pixels, and how many device pixels each has.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Device pixels along each.
    pub scale: u32,
}

/// A phone held upright.
pub const PHONE: Screen = Screen {
    width: 390,
    height: 844,
    scale: 2,
};
/// A phone held sideways.
pub const SIDEWAYS: Screen = Screen {
    width: 844,
    height: 390,
    scale: 2,
};
/// A tablet held upright.
pub const TABLET: Screen = Screen {
    width: 768,
    height: 1024,
    scale: 1,
};
/// A desk.
pub const DESKTOP: Screen = Screen {
    width: 1440,
    height: 900,
    scale: 1,
};

/// Runs in every document before any other script: notes what breaks the
/// Content-Security-Policy and how far the layout shifts. Only Chromium measures that; to
/// the others nothing ever shifts. What a frame breaks is told to the page around it, which a test
/// looks at in the end.
const WATCH: &str = r"
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
        const violation = `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`;
        violations.push(violation);
        if (top !== self) top.postMessage({ violation }, '*');
    });
    if (top === self)
        addEventListener('message', ({ data }) => data?.violation && violations.push(`in a frame: ${data.violation}`));
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries()
        .map((shift) => `${shift.value}: ${shift.sources.map((source) => (source.node?.outerHTML ?? source.node?.data)?.slice(0, 120))}`)))
        .observe({ type: 'layout-shift', buffered: true });
";

/// How a browser is to be. Some engines can be told only as they start, so a reader
/// gathers this until the first page is opened.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// The window.
    pub screen: Screen,
    /// Media features and their values.
    pub media: BTreeMap<String, String>,
    /// What runs in every document before any script of its own.
    pub before: Vec<String>,
    /// Whether pages may run scripts.
    pub runs_scripts: bool,
}

impl Wishes {
    /// A window of that size, and scripts that are watched.
    pub fn new(screen: Screen) -> Self {
        Self {
            screen,
            media: BTreeMap::new(),
            before: vec![WATCH.to_owned()],
            runs_scripts: true,
        }
    }

    /// Whether a media feature has been set to `value`.
    pub fn prefers(&self, feature: &str, value: &str) -> bool {
        self.media.get(feature).is_some_and(|set| set == value)
    }
}
