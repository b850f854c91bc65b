use super::json::Json;
use super::node::Node;
use crate::{ContentCredentials, DigitalSourceType, ValidationState};

pub fn read<J: Json>(node: &Node<'_, J>) -> Option<ContentCredentials> {
    let fields = node.fields()?;
    if !fields.has("validationState") {
        fields.fault("validationState", "is missing");
    }
    let validation_state = fields.optional_choice("validationState", &ValidationState::ALL)?;
    let signer = fields.text("signer");
    // A name that nobody has verified is not to be read as if somebody had.
    let is_known = signer.is_some() == (validation_state == ValidationState::Trusted);
    if !is_known {
        fields.fault(
            "signer",
            "must be there if validationState is \"trusted\", and else not",
        );
    }
    Some(ContentCredentials {
        validation_state: match is_known {
            true => validation_state,
            false => ValidationState::Invalid,
        },
        signer: signer.filter(|_| is_known),
        date_signed: fields.date("dateSigned"),
        digital_source_type: fields.optional_choice("digitalSourceType", &DigitalSourceType::ALL),
        original: fields.address("original"),
        manifest: fields.address("manifest"),
    })
}
