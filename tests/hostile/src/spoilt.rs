//! Stories whose numbers, types, keys and ids are not what they should be.

use serde_json::{Value, json};

use crate::{FOREIGN, Hostile, fill, sample};

pub fn all() -> Vec<Hostile> {
    let mut all = numbers();
    all.extend(types());
    all.extend(keys());
    all.extend(ids());
    all.extend(files());
    all
}

/// One number in place of all.
fn numbers() -> Vec<Hostile> {
    let story = sample::story();
    [
        "0",
        "-0",
        "-1",
        "0.5",
        "1e-308",
        "1e308",
        "-1e308",
        "1e400",
        "9007199254740992",
        "9007199254740993",
        "18446744073709551616",
        "65536",
        "4294967296",
        "\"NaN\"",
        "\"Infinity\"",
        "\"1\"",
    ]
    .into_iter()
    .map(|number| Hostile {
        name: format!("{number} in place of every number"),
        json: fill::numbers(&story, number),
    })
    .collect()
}

/// One value in place of all strings, and of whole parts of the story.
fn types() -> Vec<Hostile> {
    let story = sample::story();
    let mut made = Vec::new();
    for value in ["null", "true", "7", "[]", "{}", "\"\"", "[[[]]]"] {
        made.push(Hostile {
            name: format!("{value} in place of every string"),
            json: fill::strings(&story, value, |_| true),
        });
        for part in [
            "/cards",
            "/cards/0",
            "/cards/1/photo",
            "/cards/1/photo/variants",
            "/words",
            "/author",
        ] {
            made.push(Hostile {
                name: format!("{value} at {part}"),
                json: fill::place(&story, part, value),
            });
        }
    }
    made
}

/// Keys that mean something to JavaScript, or that stand there many times.
fn keys() -> Vec<Hostile> {
    let story = sample::story().to_string();
    let with = |name: &str, fields: &str| Hostile {
        name: name.to_owned(),
        json: story.replacen('{', &format!("{{{fields},"), 1),
    };
    let inherited = sample::story();
    let inherited = json!({ "__proto__": inherited, "headline": "Inherited", "formatVersion": 1 });
    let dates = (0..2_000).map(|n| format!("\"{n}\":\"<b>{n}\""));
    let dates = dates.collect::<Vec<_>>().join(",");
    vec![
        with(
            "prototypes as keys",
            &format!(
                r#""__proto__":{{"src":"{FOREIGN}","cards":[{{}}],"hostile":1}},"constructor":{{"prototype":{{"hostile":1}}}},"toString":null,"hasOwnProperty":1"#
            ),
        ),
        with("a length", r#""length":4294967295,"0":{},"then":{}"#),
        with(
            "an empty key",
            r#""":{"":[]},"\u0000":"","<script>":"</script>""#,
        ),
        with("two thousand unknown keys", &dates),
        Hostile {
            name: "everything inherited".to_owned(),
            json: inherited.to_string(),
        },
        Hostile {
            name: "prototypes as dates".to_owned(),
            json: fill::place(
                &sample::story(),
                "/words/dates",
                r#"{"__proto__":"a","constructor":"b","toString":"c","2017-03-31":"<script>"}"#,
            ),
        },
        Hostile {
            name: "two thousand dates".to_owned(),
            json: fill::place(&sample::story(), "/words/dates", &format!("{{{dates}}}")),
        },
        Hostile {
            name: "cards twice".to_owned(),
            json: story.replacen('{', r#"{"cards":[],"cards":null,"#, 1),
        },
    ]
}

/// Ids that are given twice, or that the page has itself.
fn ids() -> Vec<Hostile> {
    let with = |name: &str, id: fn(usize) -> String| {
        let mut story = sample::story();
        let cards = story["cards"].as_array_mut().expect("the sample has cards");
        for (index, card) in cards.iter_mut().enumerate() {
            card["id"] = id(index).into();
        }
        Hostile {
            name: name.to_owned(),
            json: story.to_string(),
        }
    };
    vec![
        with("one id for all cards", |_| "same".to_owned()),
        with("ids that others would be given", |index| {
            format!("card-{}", 7 - index)
        }),
        with("ids of the page's own", |_| "reportage-settings".to_owned()),
        with("long ids", |index| "x".repeat(index * 5_000)),
        with("ids that clobber", |index| {
            [
                "body", "head", "cookie", "forms", "children", "nodeType", "URL",
            ][index % 7]
                .to_owned()
        }),
    ]
}

/// What is no story at all.
fn files() -> Vec<Hostile> {
    let no_cards = Value::Array(vec![]);
    [
        ("nothing", String::new()),
        (
            "a web page",
            format!("<!doctype html><script src={FOREIGN}></script>"),
        ),
        ("null", "null".to_owned()),
        ("a list", "[]".to_owned()),
        ("a string", "\"cards\"".to_owned()),
        (
            "half a story",
            sample::story().to_string().chars().take(900).collect(),
        ),
        ("a story and more", format!("{}{{}}", sample::story())),
        ("byte order marks", "\u{feff}\u{feff}\u{feff}{}".to_owned()),
        (
            "no cards",
            fill::place(&sample::story(), "/cards", &no_cards.to_string()),
        ),
        (
            "a newer format",
            fill::place(&sample::story(), "/formatVersion", "1e300"),
        ),
        (
            "an older format",
            fill::place(&sample::story(), "/formatVersion", "-1"),
        ),
    ]
    .into_iter()
    .map(|(name, json)| Hostile {
        name: format!("the file is {name}"),
        json,
    })
    .collect()
}
