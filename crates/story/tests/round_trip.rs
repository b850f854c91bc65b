//! Whatever story there is, written and read again it is the same.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use reportage_story::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_story_that_is_written_is_read_back_the_same(story in story()) {
        let json = serde_json::to_string(&story).expect("a story is JSON");
        let reading = read(&json).expect("a written story is a story");
        prop_assert_eq!(&reading.faults, &[]);
        prop_assert_eq!(reading.story, story);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,400}") {
        let _ = read(&text);
    }

    #[test]
    fn no_json_makes_the_reader_panic_and_cards_never_share_an_id(value in json()) {
        let bundle = serde_json::json!({ "headline": value.clone(), "cards": [value.clone(), value] });
        let reading = read(&bundle.to_string()).expect("it has a headline and cards");
        prop_assert_eq!(reading.story.cards.len(), 2);
        prop_assert_ne!(&reading.story.cards[0].id, &reading.story.cards[1].id);
    }
}

fn text() -> impl Strategy<Value = String> {
    "[ -~éßعش漢🙂\u{200f}<>&\"']{1,24}".prop_filter("not blank", |text| !text.trim().is_empty())
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}/[a-z0-9,]{1,8}\\.avif",
        "https://[a-z]{1,8}\\.example/[a-z]{0,8}"
    ]
}

fn date() -> impl Strategy<Value = String> {
    (1900..2100u16, 1..=12u8, 1..=28u8).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"))
}

fn language() -> impl Strategy<Value = String> {
    prop_oneof![Just("en"), Just("ckb"), Just("pt-BR"), Just("zh-Hant")].prop_map(str::to_owned)
}

fn inline() -> impl Strategy<Value = Inline> {
    text()
        .prop_map(Inline::Text)
        .prop_recursive(3, 12, 3, |inner| {
            let content = vec(inner, 0..3);
            prop_oneof![
                content
                    .clone()
                    .prop_map(|content| Marked::Emphasis { content }),
                content
                    .clone()
                    .prop_map(|content| Marked::Strong { content }),
                (address(), content.clone())
                    .prop_map(|(href, content)| Marked::Link { href, content }),
                (language(), content)
                    .prop_map(|(lang, content)| Marked::Language { lang, content }),
                Just(Marked::LineBreak),
            ]
            .prop_map(Inline::Marked)
        })
}

fn inlines() -> BoxedStrategy<Vec<Inline>> {
    vec(inline(), 0..3).boxed()
}

fn block() -> impl Strategy<Value = Block> {
    inlines()
        .prop_map(|content| Block::Paragraph { content })
        .prop_recursive(2, 8, 2, |inner| {
            prop_oneof![
                (any::<bool>(), vec(vec(inner.clone(), 0..2), 0..3))
                    .prop_map(|(ordered, items)| Block::List { ordered, items }),
                vec(inner, 0..3).prop_map(|content| Block::Quote { content }),
            ]
        })
}

fn blocks() -> BoxedStrategy<Vec<Block>> {
    vec(block(), 0..3).boxed()
}

fn variants() -> impl Strategy<Value = Vec<Variant>> {
    let file = (address(), 1..9_000_000u64, "[0-9a-f]{64}", 1..4u32);
    ((100..2_000u32, 100..2_000u32), vec(file, 1..4)).prop_map(|((width, height), files)| {
        files
            .into_iter()
            .map(|(src, bytes, sha256, scale)| Variant {
                src,
                width: width * scale,
                height: height * scale,
                media_type: "image/avif".into(),
                bytes,
                sha256,
            })
            .collect()
    })
}

prop_compose! {
    fn content_credentials()(
        signer in of(text()),
        is_intact in any::<bool>(),
        date_signed in of(date()),
        digital_source_type in of((0..DigitalSourceType::ALL.len()).prop_map(|n| DigitalSourceType::ALL[n].1)),
        (original, manifest) in (of(address()), of(address())),
    ) -> ContentCredentials {
        ContentCredentials {
            validation_state: match (&signer, is_intact) {
                (Some(_), _) => ValidationState::Trusted,
                (None, true) => ValidationState::Valid,
                (None, false) => ValidationState::Invalid,
            },
            signer, date_signed, digital_source_type, original, manifest,
        }
    }
}

prop_compose! {
    fn photo_fields()(
        variants in variants(),
        alt_text in of(text()),
        caption in inlines(),
        (creator, credit_line, copyright_notice) in (of(text()), of(text()), of(text())),
        (license, acquire_license_page) in (of(address()), of(address())),
        data_mining in of((0..DataMining::ALL.len()).prop_map(|n| DataMining::ALL[n].1)),
        (location, date_created) in (of(text()), of(date())),
        digital_source_type in of((0..DigitalSourceType::ALL.len()).prop_map(|n| DigitalSourceType::ALL[n].1)),
        content_credentials in of(content_credentials().prop_map(Box::new)),
        thumb_hash in of("[A-Za-z0-9+/]{28}"),
        dominant_color in of("#[0-9a-f]{6}"),
        crop in of((0..=10u8, 0..=10u8)),
        notice in of(text()),
    ) -> Photo {
        Photo {
            variants,
            decorative: alt_text.is_none(),
            alt_text: alt_text.unwrap_or_default(),
            caption, creator, credit_line, copyright_notice, license, acquire_license_page, data_mining, location, date_created,
            digital_source_type, content_credentials, thumb_hash, dominant_color,
            crop: crop.map(|(x, y)| Crop { focus_x: f64::from(x) / 10.0, focus_y: f64::from(y) / 10.0 }),
            notice,
        }
    }
}

prop_compose! {
    fn video_fields()(
        files in vec((address(), 1..9_000_000u64, "[0-9a-f]{64}"), 1..3),
        (width, height) in (1..4_000u32, 1..4_000u32),
        duration in 0..100_000u32,
        poster in of(photo()),
        tracks in vec((address(), language(), text(), 0..3usize), 0..3),
        transcript in blocks(),
        caption in inlines(),
        (creator, credit_line, notice) in (of(text()), of(text()), of(text())),
    ) -> Video {
        let kinds = [TrackKind::Captions, TrackKind::Subtitles, TrackKind::Descriptions];
        Video {
            sources: files.into_iter().map(|(src, bytes, sha256)| Source {
                src, media_type: "video/webm; codecs=\"vp9\"".into(), bytes, sha256,
            }).collect(),
            width, height,
            duration: f64::from(duration) / 100.0,
            poster,
            tracks: tracks.into_iter().map(|(src, srclang, label, kind)| Track {
                src, srclang, label, kind: kinds[kind],
            }).collect(),
            transcript, caption, creator, credit_line, notice,
        }
    }
}

// Boxed, because strategies of this size by value outgrow a test thread's stack.

fn photo() -> BoxedStrategy<Photo> {
    photo_fields().boxed()
}

fn video() -> BoxedStrategy<Video> {
    video_fields().boxed()
}

fn content() -> BoxedStrategy<Content> {
    prop_oneof![
        of(photo()).prop_map(|photo| Content::Cover { photo }),
        Just(Content::Text),
        photo().prop_map(|photo| Content::Photo { photo }),
        vec(photo(), 1..3).prop_map(|photos| Content::Gallery { photos }),
        (photo(), photo()).prop_map(|(before, after)| Content::Compare { before, after }),
        (inlines(), inlines(), of(photo())).prop_map(|(quote, attribution, photo)| {
            Content::Quote {
                quote,
                attribution,
                photo,
            }
        }),
        video().prop_map(|video| Content::Video { video }),
    ]
    .boxed()
}

fn cards() -> BoxedStrategy<Vec<Card>> {
    vec((of(text()), blocks(), content()), 1..4)
        .prop_map(|cards| {
            cards
                .into_iter()
                .enumerate()
                .map(|(index, (heading, body, content))| Card {
                    id: format!("card_{index}"),
                    heading,
                    body,
                    content,
                })
                .collect()
        })
        .boxed()
}

prop_compose! {
    fn story()(
        (generator, (draft, online_only), headline) in (of(text()), any::<(bool, bool)>(), text()),
        alternative_headline in of(text()),
        author in vec((text(), 0..3usize, of(address())), 0..3),
        publisher in of((text(), of(address()), of(address()))),
        (date_published, date_modified) in (of(date()), of(date())),
        correction in vec((date(), text()), 0..2),
        in_language in language(),
        rtl in any::<bool>(),
        editions in vec((language(), text(), address()), 0..2),
        url in of(address()),
        swipe in any::<bool>(),
        scheme in 0..3usize,
        idle in of((1..86_400u32, 20..3_600u32)),
        (try_again, dates) in (text(), proptest::collection::btree_map(date(), text(), 0..3)),
        cards in cards(),
    ) -> Story {
        let roles = [Role::Words, Role::Photos, Role::Editing];
        let schemes = [ColorScheme::Auto, ColorScheme::Light, ColorScheme::Dark];
        Story {
            format_version: FORMAT_VERSION,
            generator, draft, online_only, headline, alternative_headline,
            author: author.into_iter().map(|(name, role, url)| Author { name, role: roles[role], url }).collect(),
            publisher: publisher.map(|(name, url, logo)| Publisher { name, url, logo }),
            date_published, date_modified,
            correction: correction.into_iter().map(|(date_published, text)| Correction { date_published, text }).collect(),
            in_language,
            direction: if rtl { Direction::Rtl } else { Direction::Ltr },
            editions: editions.into_iter().map(|(in_language, name, url)| Edition { in_language, name, url }).collect(),
            url,
            reading_mode: if swipe { ReadingMode::Swipe } else { ReadingMode::Scroll },
            theme: Theme { color_scheme: schemes[scheme] },
            idle: idle.map(|(after, countdown)| Idle { after, countdown }),
            words: Words { try_again, dates, ..Words::default() },
            cards,
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let keys = prop_oneof![
        Just("id"),
        Just("kind"),
        Just("photo"),
        Just("photos"),
        Just("variants"),
        Just("body"),
        Just("content"),
        Just("type"),
        Just("width"),
        Just("video"),
        Just("quote"),
    ]
    .prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop_oneof![
            text(),
            Just("photo".to_owned()),
            Just("gallery".to_owned()),
            Just("video".to_owned()),
            Just("paragraph".to_owned()),
            Just("link".to_owned()),
            Just("image/jpeg".to_owned()),
        ]
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(keys.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
