use serde::Serialize;

use crate::DigitalSourceType;

/// What was found out about where a photo's original comes from, by its Content
/// Credentials: the [C2PA](https://spec.c2pa.org/)'s manifest in it. Only what was
/// verified stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ContentCredentials {
    /// What came of verifying them.
    pub validation_state: ValidationState,
    /// Who signed them; only where that was verified (`trusted`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// When they were signed, by a time stamp that was verified: an ISO 8601 date, or
    /// date and time; only where the signer was verified too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_signed: Option<String>,
    /// What they say of generative AI, in the original or in what it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<DigitalSourceType>,
    /// The address of the original, if it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// The address of the manifest, if it is published as a file of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifest: Option<String>,
}

/// The validation states of the C2PA's specification, save for what is no manifest at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ValidationState {
    /// Intact, and signed by whom the publisher trusts to say who they are.
    Trusted,
    /// Intact; whoever signed it was not verified.
    Valid,
    /// Broken: nothing that it says could be verified.
    #[default]
    Invalid,
}

impl ValidationState {
    /// Every state, by its name in JSON.
    pub const ALL: [(&'static str, Self); 3] = [
        ("trusted", Self::Trusted),
        ("valid", Self::Valid),
        ("invalid", Self::Invalid),
    ];
}
