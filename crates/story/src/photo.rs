use serde::Serialize;

use crate::story::is_default;
use crate::{ContentCredentials, Inline};

/// A picture with everything that must never be lost from it. Fields are named
/// after the [IPTC Photo Metadata
/// Standard](https://iptc.org/standards/photo-metadata/).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// The files: the same picture in several widths and media types. All have
    /// one shape.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1)))]
    pub variants: Vec<Variant>,
    /// What a reader who cannot see the picture is told. Required unless
    /// `decorative`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt_text: String,
    /// Says that the picture tells nothing that the text does not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decorative: bool,
    /// The caption (IPTC: Description).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// Who took or made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// The credit as its supplier wants it: `Jane Roe/Agency`. Stands for the
    /// creator where both are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_line: Option<String>,
    /// The copyright notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_notice: Option<String>,
    /// The address of the licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// The address where a licence can be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquire_license_page: Option<String>,
    /// Whether programs may learn from it; absent: nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_mining: Option<DataMining>,
    /// Where it shows, in words: `western Mosul, Iraq`. Never coordinates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// When it was made: an ISO 8601 date, or date and time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_created: Option<String>,
    /// How it came to be; absent: not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<DigitalSourceType>,
    /// What its original's Content Credentials say; absent: it has none, as most have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_credentials: Option<Box<ContentCredentials>>,
    /// Its [ThumbHash](https://evanw.github.io/thumbhash/), in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumb_hash: Option<String>,
    /// Its dominant colour: `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dominant_color: Option<String>,
    /// Consent to show less than the whole picture; absent: it is shown whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
    /// What is to be seen that a reader may not want to see. The picture is then
    /// covered until the reader asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
}

/// One file of a photo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Variant {
    /// Its address, relative to `story.json` or http(s).
    pub src: String,
    /// Width in pixels, from 1 to 65535.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 65_535)))]
    pub width: u32,
    /// Height in pixels, from 1 to 65535.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 65_535)))]
    pub height: u32,
    /// Its media type: `image/avif`, `image/jpeg`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// The file's size in bytes.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub bytes: u64,
    /// The SHA-256 of the file, in hexadecimal.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schemars(regex(pattern = "^[0-9a-fA-F]{64}$"))
    )]
    pub sha256: String,
}

/// Consent to a crop.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Crop {
    /// What must stay in sight, from the left edge (0) to the right (1).
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
    pub focus_x: f64,
    /// What must stay in sight, from the top (0) to the bottom (1).
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 0.0, max = 1.0)))]
    pub focus_y: f64,
}

impl Photo {
    /// Width and height in pixels of the largest file, if there is any.
    pub fn size(&self) -> Option<(u32, u32)> {
        self.variants
            .iter()
            .max_by_key(|variant| variant.width)
            .map(|variant| (variant.width, variant.height))
    }

    /// The credit to print: the credit line, else the creator.
    pub fn credit(&self) -> Option<&str> {
        self.credit_line.as_deref().or(self.creator.as_deref())
    }
}

/// How a picture came to be: the terms of the IPTC's [digital source type
/// vocabulary](https://cv.iptc.org/newscodes/digitalsourcetype/).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DigitalSourceType {
    /// A photograph taken by a digital camera.
    DigitalCapture,
    /// A photograph computed by a camera from several frames.
    ComputationalCapture,
    /// Scanned from a film negative.
    NegativeFilm,
    /// Scanned from a film positive.
    PositiveFilm,
    /// Scanned from a print.
    Print,
    /// A photograph edited by a person.
    HumanEdits,
    /// A photograph edited by generative AI.
    CompositeWithTrainedAlgorithmicMedia,
    /// A photograph enhanced by an algorithm.
    AlgorithmicallyEnhanced,
    /// Drawn or painted by a person on a computer.
    DigitalCreation,
    /// Drawn by a program from data: a map, a chart.
    DataDrivenMedia,
    /// Made by generative AI.
    TrainedAlgorithmicMedia,
    /// Made by an algorithm without training data.
    AlgorithmicMedia,
    /// A picture of a screen.
    ScreenCapture,
    /// A recording of a virtual event.
    VirtualRecording,
    /// Put together from several elements.
    Composite,
    /// Put together from several photographs.
    CompositeCapture,
    /// Put together from elements some of which are synthetic.
    CompositeSynthetic,
}

impl DigitalSourceType {
    /// Every term, by the name that the vocabulary gives it.
    pub const ALL: [(&'static str, Self); 17] = [
        ("digitalCapture", Self::DigitalCapture),
        ("computationalCapture", Self::ComputationalCapture),
        ("negativeFilm", Self::NegativeFilm),
        ("positiveFilm", Self::PositiveFilm),
        ("print", Self::Print),
        ("humanEdits", Self::HumanEdits),
        (
            "compositeWithTrainedAlgorithmicMedia",
            Self::CompositeWithTrainedAlgorithmicMedia,
        ),
        ("algorithmicallyEnhanced", Self::AlgorithmicallyEnhanced),
        ("digitalCreation", Self::DigitalCreation),
        ("dataDrivenMedia", Self::DataDrivenMedia),
        ("trainedAlgorithmicMedia", Self::TrainedAlgorithmicMedia),
        ("algorithmicMedia", Self::AlgorithmicMedia),
        ("screenCapture", Self::ScreenCapture),
        ("virtualRecording", Self::VirtualRecording),
        ("composite", Self::Composite),
        ("compositeCapture", Self::CompositeCapture),
        ("compositeSynthetic", Self::CompositeSynthetic),
    ];

    /// The name that the vocabulary gives it.
    pub fn term(self) -> &'static str {
        named(&Self::ALL, self)
    }
}

/// Whether data may be mined from a picture: the terms of the PLUS Coalition's
/// [vocabulary](https://ns.useplus.org/LDF/ldf-XMPSpecification), which the IPTC
/// Photo Metadata Standard takes over as *Data Mining*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum DataMining {
    /// Nothing is said, neither yes nor no.
    #[serde(rename = "DMI-UNSPECIFIED")]
    Unspecified,
    /// Allowed.
    #[serde(rename = "DMI-ALLOWED")]
    Allowed,
    /// Prohibited for training of AI and machine learning.
    #[serde(rename = "DMI-PROHIBITED-AIMLTRAINING")]
    ProhibitedAiMlTraining,
    /// Prohibited for training of generative AI.
    #[serde(rename = "DMI-PROHIBITED-GENAIMLTRAINING")]
    ProhibitedGenAiMlTraining,
    /// Prohibited but for search engines.
    #[serde(rename = "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING")]
    ProhibitedExceptSearchEngineIndexing,
    /// Prohibited.
    #[serde(rename = "DMI-PROHIBITED")]
    Prohibited,
    /// Prohibited or allowed as the picture's other constraints say.
    #[serde(rename = "DMI-PROHIBITED-SEECONSTRAINT")]
    SeeConstraint,
    /// Prohibited or allowed as an embedded expression of rights says.
    #[serde(rename = "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR")]
    SeeEmbeddedRightsExpression,
    /// Prohibited or allowed as a linked expression of rights says.
    #[serde(rename = "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR")]
    SeeLinkedRightsExpression,
}

impl DataMining {
    /// Every term, by the code that the vocabulary gives it.
    pub const ALL: [(&'static str, Self); 9] = [
        ("DMI-UNSPECIFIED", Self::Unspecified),
        ("DMI-ALLOWED", Self::Allowed),
        ("DMI-PROHIBITED-AIMLTRAINING", Self::ProhibitedAiMlTraining),
        (
            "DMI-PROHIBITED-GENAIMLTRAINING",
            Self::ProhibitedGenAiMlTraining,
        ),
        (
            "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
            Self::ProhibitedExceptSearchEngineIndexing,
        ),
        ("DMI-PROHIBITED", Self::Prohibited),
        ("DMI-PROHIBITED-SEECONSTRAINT", Self::SeeConstraint),
        (
            "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR",
            Self::SeeEmbeddedRightsExpression,
        ),
        (
            "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR",
            Self::SeeLinkedRightsExpression,
        ),
    ];

    /// The code that the vocabulary gives it.
    pub fn code(self) -> &'static str {
        named(&Self::ALL, self)
    }
}

/// The name of `value` in a list that holds every value.
fn named<T: Copy + PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter()
        .find(|(_, other)| *other == value)
        .map_or("", |(name, _)| *name)
}
